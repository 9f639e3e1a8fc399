package dev.freehold.mail.migration.sync;

import dev.freehold.mail.migration.imap.MigrationLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The statements on {@code mail_migration_syncs} and {@code mail_migration_runs}, each in the
 * caller's transaction.
 */
public final class SyncRows {

  private static final String ONE = " WHERE batch_id = :batchId AND line = :line";

  private SyncRows() {}

  /** What a run has brought to a mailbox, and what somebody approved of. */
  public record Row(
      long newItems,
      long changedItems,
      long movedItems,
      long removedItems,
      long keptItems,
      long freshSkips,
      long askedItems,
      long approvedItems) {

    static final Row NONE = new Row(0, 0, 0, 0, 0, 0, 0, 0);

    /** What was counted. */
    public SyncCounts counts() {
      return new SyncCounts(
          newItems, changedItems, movedItems, removedItems, keptItems, askedItems);
    }
  }

  /**
   * Begins a run of a mailbox: counts from 0 again; what was approved of stays so.
   *
   * @return false if an earlier run has brought mail to another mailbox of this address; what it
   *     has brought is forgotten then
   */
  public static boolean begin(Handle tx, SyncKey key, UUID mailboxId) {
    boolean isOther =
        of(key, tx.createQuery("SELECT mailbox_id FROM mail_migration_syncs" + ONE))
            .mapTo(UUID.class)
            .findOne()
            .filter(before -> !before.equals(mailboxId))
            .isPresent();
    if (isOther) {
      forget(tx, key);
      of(key, tx.createUpdate("DELETE FROM mail_migration_syncs" + ONE)).execute();
    }
    of(
            key,
            tx.createUpdate(
                """
                INSERT INTO mail_migration_syncs (batch_id, line, mailbox_id, new_items,
                  changed_items, moved_items, removed_items, kept_items, fresh_skips, asked_items,
                  approved_items)
                VALUES (:batchId, :line, :mailboxId, 0, 0, 0, 0, 0, 0, 0, 0)
                ON CONFLICT (batch_id, line) DO UPDATE SET new_items = 0, changed_items = 0,
                  moved_items = 0, removed_items = 0, kept_items = 0, fresh_skips = 0,
                  asked_items = 0
                """))
        .bind("mailboxId", mailboxId)
        .execute();
    return !isOther;
  }

  /** What is counted of a mailbox; nothing if no run has begun it. */
  public static Row get(Handle tx, SyncKey key) {
    return of(
            key,
            tx.createQuery(
                """
                SELECT new_items, changed_items, moved_items, removed_items, kept_items,
                  fresh_skips, asked_items, approved_items FROM mail_migration_syncs
                """
                    + ONE))
        .mapTo(Row.class)
        .findOne()
        .orElse(Row.NONE);
  }

  /** Counts more. */
  public static void add(Handle tx, SyncKey key, SyncCounts more) {
    of(
            key,
            tx.createUpdate(
                """
                UPDATE mail_migration_syncs SET new_items = new_items + :newItems,
                  changed_items = changed_items + :changedItems,
                  moved_items = moved_items + :movedItems,
                  removed_items = removed_items + :removedItems,
                  kept_items = kept_items + :keptItems
                """
                    + ONE))
        .bindMethods(more)
        .execute();
  }

  /** Messages of a folder that were counted as brought are here no more. */
  static void removed(Handle tx, SyncKey key, int folder, int items) {
    of(
            key,
            tx.createUpdate(
                "UPDATE mail_migration_folders SET removed_items = removed_items + :items"
                    + ONE
                    + " AND number = :folder"))
        .bind("folder", folder)
        .bind("items", items)
        .execute();
    of(
            key,
            tx.createUpdate(
                "UPDATE mail_migration_users SET copied_items = copied_items - :items" + ONE))
        .bind("items", items)
        .execute();
  }

  /** Counts messages that no earlier run had skipped. */
  public static void addFreshSkips(Handle tx, SyncKey key, long skips) {
    of(
            key,
            tx.createUpdate(
                "UPDATE mail_migration_syncs SET fresh_skips = fresh_skips + :skips" + ONE))
        .bind("skips", skips)
        .execute();
  }

  /** Removals wait for somebody. */
  static void ask(Handle tx, SyncKey key, long items) {
    of(key, tx.createUpdate("UPDATE mail_migration_syncs SET asked_items = :items" + ONE))
        .bind("items", items)
        .execute();
  }

  /** Approves of as many removals as wait; false if none do. */
  public static boolean approve(Handle tx, SyncKey key) {
    return of(
                key,
                tx.createUpdate(
                    "UPDATE mail_migration_syncs SET approved_items = asked_items"
                        + ONE
                        + " AND asked_items > 0"))
            .execute()
        == 1;
  }

  /** What was approved of is done. */
  static void approvalIsUsed(Handle tx, SyncKey key) {
    of(key, tx.createUpdate("UPDATE mail_migration_syncs SET approved_items = 0" + ONE)).execute();
  }

  /** What the present run has brought to all mailboxes of a batch. */
  public static SyncCounts totals(Handle tx, UUID batchId) {
    return tx.createQuery(
            """
            SELECT CAST(COALESCE(SUM(new_items), 0) AS BIGINT) AS new_items,
              CAST(COALESCE(SUM(changed_items), 0) AS BIGINT) AS changed_items,
              CAST(COALESCE(SUM(moved_items), 0) AS BIGINT) AS moved_items,
              CAST(COALESCE(SUM(removed_items), 0) AS BIGINT) AS removed_items,
              CAST(COALESCE(SUM(kept_items), 0) AS BIGINT) AS kept_items,
              CAST(COALESCE(SUM(asked_items), 0) AS BIGINT) AS asked_items
            FROM mail_migration_syncs WHERE batch_id = :batchId
            """)
        .bind("batchId", batchId)
        .mapTo(SyncCounts.class)
        .one();
  }

  /** A run begins; no more than the latest ones are kept. */
  public static void begun(Handle tx, UUID batchId, SyncRun run) {
    tx.createUpdate(
            """
            INSERT INTO mail_migration_runs (batch_id, number, started_at, is_final, mailboxes,
              failed, new_items, changed_items, moved_items, removed_items, kept_items,
              skipped_items, asked_items)
            VALUES (:batchId, :number, :startedAt, :isFinal, :mailboxes, 0, 0, 0, 0, 0, 0, 0, 0)
            """)
        .bind("batchId", batchId)
        .bindMethods(run)
        .execute();
    tx.createUpdate(
            "DELETE FROM mail_migration_runs WHERE batch_id = :batchId AND number <= :oldest")
        .bind("batchId", batchId)
        .bind("oldest", run.number() - MigrationLimits.MAX_KEPT_RUNS)
        .execute();
  }

  /** Keeps what a run came to. */
  public static void ended(Handle tx, UUID batchId, SyncRun run) {
    tx.createUpdate(
            """
            UPDATE mail_migration_runs SET ended_at = :endedAt, failed = :failed,
              new_items = :newItems, changed_items = :changedItems, moved_items = :movedItems,
              removed_items = :removedItems, kept_items = :keptItems,
              skipped_items = :skippedItems, asked_items = :askedItems
            WHERE batch_id = :batchId AND number = :number
            """)
        .bind("batchId", batchId)
        .bindMethods(run)
        .bindMethods(run.counts())
        .execute();
  }

  /** The runs of a batch, the latest first; of one under way nothing is counted. */
  public static List<SyncRun> runs(Handle tx, UUID batchId) {
    return tx.createQuery(
            """
            SELECT number, started_at, ended_at, is_final, mailboxes, failed, new_items,
              changed_items, moved_items, removed_items, kept_items, skipped_items, asked_items
            FROM mail_migration_runs WHERE batch_id = :batchId ORDER BY number DESC LIMIT :max
            """)
        .bind("batchId", batchId)
        .bind("max", MigrationLimits.MAX_KEPT_RUNS)
        .map(
            row ->
                new SyncRun(
                    row.getColumn("number", Integer.class),
                    row.getColumn("started_at", Instant.class),
                    Optional.ofNullable(row.getColumn("ended_at", Instant.class)),
                    row.getColumn("is_final", Integer.class) == 1,
                    row.getColumn("mailboxes", Integer.class),
                    row.getColumn("failed", Integer.class),
                    row.getColumn("skipped_items", Long.class),
                    row.getRow(SyncCounts.class)))
        .list();
  }

  /** Forgets which messages of a mailbox were dealt with: no run needs it any more. */
  public static void forget(Handle tx, SyncKey key) {
    of(key, tx.createUpdate("DELETE FROM mail_migration_followed" + ONE)).execute();
  }

  /** Deletes all that is kept of a batch that copies again. */
  public static void delete(Handle tx, UUID batchId) {
    for (String table : List.of("followed", "syncs", "runs")) {
      tx.createUpdate("DELETE FROM mail_migration_" + table + " WHERE batch_id = :id")
          .bind("id", batchId)
          .execute();
    }
  }

  private static <S extends SqlStatement<S>> S of(SyncKey key, S statement) {
    return statement.bind("batchId", key.batchId()).bind("line", key.line());
  }
}
