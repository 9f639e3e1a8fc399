package dev.freehold.mail.migration;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.plan.PlannedFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/**
 * The statements on {@code mail_migration_folders} and {@code mail_migration_skips}, each in the
 * caller's transaction.
 */
final class CopyRows {

  /** Those of ten batches at least, however many there were. */
  private static final int MAX_EARLIER_PATHS = 10 * MailLimits.MAX_FOLDERS;

  private CopyRows() {}

  /** How far one folder was copied. */
  record Row(
      UUID batchId,
      int line,
      int number,
      String sourceName,
      String path,
      Optional<Long> uidValidity,
      long lastUid,
      int folderTries,
      long failingUid,
      int failingTries,
      long knownBelow,
      Optional<SpecialUse> specialUse,
      boolean isView,
      Optional<UUID> targetId,
      boolean wasWhole) {

    /** How often the message was tried and not given. */
    int triesOf(long uid) {
      return uid == failingUid ? failingTries : 0;
    }

    /** True if messages are asked for one by one, because the source has stumbled over one. */
    boolean isCareful() {
      return folderTries > 0 || failingTries > 0;
    }
  }

  /** Adds a folder. */
  static void insert(Handle tx, MigrationUserRows.Row user, int number, PlannedFolder folder) {
    tx.createUpdate(
            """
            INSERT INTO mail_migration_folders (batch_id, line, number, source_name, path,
              last_uid, is_done, code, special_use, is_view)
            VALUES (:batchId, :line, :number, :sourceName, :path, 0, :isDone, :code,
              :specialUse, :isView)
            ON CONFLICT (batch_id, line, number) DO NOTHING
            """)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .bind("number", number)
        .bind("sourceName", folder.folder().name())
        .bind("path", folder.folder().path())
        .bind("isDone", folder.code().isPresent())
        .bind("code", folder.code().orElse(null))
        .bind("specialUse", folder.folder().use().map(SpecialUse::name).orElse(null))
        .bind("isView", folder.folder().isView())
        .execute();
  }

  /** The folder that is next. */
  static Optional<Row> next(Handle tx, MigrationUserRows.Row user) {
    return rows(tx, user, "is_done = 0").findFirst();
  }

  /** The folders of which {@code condition} is true, in their order. */
  static ResultIterable<Row> rows(Handle tx, MigrationUserRows.Row user, String condition) {
    return tx.createQuery(
            """
            SELECT batch_id, line, number, source_name, path, uid_validity, last_uid,
              folder_tries, failing_uid, failing_tries, known_below, special_use, is_view,
              target_id, was_whole
            FROM mail_migration_folders WHERE batch_id = :batchId AND line = :line
            """
                + " AND "
                + condition
                + " ORDER BY number")
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .mapTo(Row.class);
  }

  /**
   * Moves on from where {@code folder} was read; false if somebody else has done so meanwhile.
   *
   * @param knownBelow the UID here below which messages were here before
   * @param targetId the folder here; empty for a view
   */
  static boolean advance(
      Handle tx,
      Row folder,
      ImapClient.Opened opened,
      CopiedPage copied,
      long knownBelow,
      Optional<UUID> targetId) {
    Optional<CopiedPage.Trouble> trouble = copied.trouble();
    boolean moved = copied.lastUid() > folder.lastUid();
    return tx.createUpdate(
                """
                UPDATE mail_migration_folders SET uid_validity = :uidValidity, last_uid = :lastUid,
                  source_items = :sourceItems, new_items = new_items + :fresh,
                  known_items = known_items + :known, gone_items = gone_items + :gone,
                  skipped_items = skipped_items + :skipped, folder_tries = :folderTries,
                  failing_uid = :failingUid, failing_tries = :failingTries,
                  known_below = :knownBelow, recognised_items = recognised_items + :recognised,
                  target_id = COALESCE(:targetId, target_id)
                WHERE batch_id = :batchId AND line = :line AND number = :number
                  AND last_uid = :before
                """)
            .bind("uidValidity", opened.uidValidity())
            .bind("lastUid", copied.lastUid())
            .bind("sourceItems", opened.messages())
            .bind("fresh", copied.fresh())
            .bind("known", copied.known())
            .bind("recognised", copied.recognisedHere())
            .bind("knownBelow", knownBelow)
            .bind("targetId", targetId.orElse(null))
            .bind("gone", copied.wentAtSource())
            .bind("skipped", copied.skipped().size())
            // One that got on has a fresh start, and is careful as long as the page lasts.
            .bind(
                "folderTries",
                copied.isComplete()
                    ? 0
                    : moved ? Math.min(1, folder.folderTries()) : folder.folderTries())
            .bind("failingUid", trouble.map(CopiedPage.Trouble::uid).orElse(0L))
            .bind("failingTries", trouble.map(at -> folder.triesOf(at.uid()) + 1).orElse(0))
            .bind("before", folder.lastUid())
            .bindMethods(new Key(folder))
            .execute()
        == 1;
  }

  /** Counts a try that failed before a message was reached. */
  static void failed(Handle tx, Row folder) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET folder_tries = folder_tries + 1
            WHERE batch_id = :batchId AND line = :line AND number = :number
            """)
        .bindMethods(new Key(folder))
        .execute();
  }

  /** At how many messages and folders of the mailbox the source did not answer at all. */
  static int lost(Handle tx, MigrationUserRows.Row user) {
    return tx.createQuery(
            """
            SELECT (SELECT COUNT(*) FROM mail_migration_skips
                WHERE batch_id = :batchId AND line = :line AND code = :code AND is_old = 0)
              + (SELECT COUNT(*) FROM mail_migration_folders
                WHERE batch_id = :batchId AND line = :line AND code = :code)
            """)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .bind("code", SourceError.CONNECTION_LOST.code())
        .mapTo(Integer.class)
        .one();
  }

  static void end(Handle tx, Row folder, Optional<String> code) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET is_done = 1, code = :code,
              was_whole = CASE WHEN :isWhole = 1 THEN 1 ELSE was_whole END
            WHERE batch_id = :batchId AND line = :line AND number = :number
            """)
        .bind("code", code.orElse(null))
        .bind("isWhole", code.isEmpty() ? 1 : 0)
        .bindMethods(new Key(folder))
        .execute();
  }

  /** Names a message that was skipped, unless very many are named already. */
  static void skip(Handle tx, Row folder, long uid, String code) {
    tx.createUpdate(
            """
            INSERT INTO mail_migration_skips (batch_id, line, folder, uid, code)
            SELECT :batchId, :line, :number, :uid, :code
            WHERE (SELECT COUNT(*) FROM mail_migration_skips
              WHERE batch_id = :batchId AND line = :line) < :max
            ON CONFLICT (batch_id, line, folder, uid) DO NOTHING
            """)
        .bind("uid", uid)
        .bind("code", code)
        .bind("max", MigrationLimits.MAX_NAMED_SKIPS)
        .bindMethods(new Key(folder))
        .execute();
  }

  /** True if a folder of the mailbox could not be copied to its end. */
  static boolean hasRefused(Handle tx, MigrationUserRows.Row user) {
    return tx.createQuery(
                """
                SELECT COUNT(*) FROM mail_migration_folders
                WHERE batch_id = :batchId AND line = :line AND code IS NOT NULL
                """)
            .bind("batchId", user.batchId())
            .bind("line", user.line())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** What was skipped: folders, then messages. */
  static List<MigrationUser.Skip> skips(Handle tx, MigrationUserRows.Row user, int max) {
    return tx.createQuery(
            """
            SELECT path AS folder, CASE WHEN uid > 0 THEN uid END AS uid, code,
              CASE WHEN uid IS NULL THEN 1 ELSE 0 END AS is_folder FROM (
              SELECT number, path, CAST(NULL AS BIGINT) AS uid, code FROM mail_migration_folders
              WHERE batch_id = :batchId AND line = :line AND code IS NOT NULL
              UNION ALL
              SELECT s.folder, f.path, s.uid, s.code FROM mail_migration_skips s
              JOIN mail_migration_folders f
                ON f.batch_id = s.batch_id AND f.line = s.line AND f.number = s.folder
              WHERE s.batch_id = :batchId AND s.line = :line) passed
            ORDER BY number, uid LIMIT :max
            """)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .bind("max", max)
        .mapTo(MigrationUser.Skip.class)
        .list();
  }

  /** A folder and what was counted in it. */
  record Counted(
      String sourceName,
      String path,
      boolean isDone,
      Optional<String> code,
      long sourceItems,
      long newItems,
      long knownItems,
      long recognisedItems,
      long goneItems,
      long skippedItems,
      long removedItems) {}

  /** All folders of the mailbox; at most {@code MailLimits.MAX_FOLDERS}. */
  static List<Counted> counted(Handle tx, MigrationUserRows.Row user) {
    return tx.createQuery(
            """
            SELECT source_name, path, is_done, code, source_items, new_items, known_items,
              recognised_items, gone_items, skipped_items, removed_items
            FROM mail_migration_folders WHERE batch_id = :batchId AND line = :line ORDER BY number
            """)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .mapTo(Counted.class)
        .list();
  }

  /**
   * What other batches called the mailbox's folders, by the names at the source: those of the same
   * user name count first, then the newest.
   */
  static Map<String, String> earlierPaths(Handle tx, MigrationUserRows.Row user) {
    return earlierPaths(tx, user.tenantId(), user.batchId(), user.address(), user.userName());
  }

  /**
   * The same for a mailbox that is in no batch yet.
   *
   * @param batchId a batch that does not count
   */
  static Map<String, String> earlierPaths(
      Handle tx, UUID tenantId, UUID batchId, String address, String userName) {
    Map<String, String> paths = new HashMap<>();
    tx.createQuery(
            """
            SELECT f.source_name, f.path FROM mail_migration_users u
            JOIN mail_migration_batches b ON b.id = u.batch_id
            JOIN mail_migration_folders f ON f.batch_id = u.batch_id AND f.line = u.line
            WHERE u.tenant_id = :tenantId AND u.address = :address AND u.batch_id <> :batchId
              AND (f.code IS NULL OR f.code <> :unusable)
            ORDER BY CASE WHEN u.user_name = :userName THEN 0 ELSE 1 END, b.created_at DESC
            LIMIT :max
            """)
        .bind("tenantId", tenantId)
        .bind("address", address)
        .bind("batchId", batchId)
        .bind("unusable", SourceError.FOLDER_NAME_UNUSABLE.code())
        .bind("userName", userName)
        .bind("max", MAX_EARLIER_PATHS)
        .map(
            row ->
                Map.entry(
                    row.getColumn("source_name", String.class),
                    row.getColumn("path", String.class)))
        .forEach(entry -> paths.putIfAbsent(entry.getKey(), entry.getValue()));
    return paths;
  }

  /** Where the mailbox's folders of the source are here. */
  static Set<String> paths(Handle tx, MigrationUserRows.Row user) {
    return tx.createQuery(
            "SELECT path FROM mail_migration_folders WHERE batch_id = :batchId AND line = :line")
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .mapTo(String.class)
        .set();
  }

  /** Identifies a folder of a mailbox of a batch. */
  public record Key(UUID batchId, int line, int number) {
    Key(Row folder) {
      this(folder.batchId(), folder.line(), folder.number());
    }
  }
}
