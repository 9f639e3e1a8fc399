package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.KeyAccessException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements on {@code mail_migration_users}, each in the caller's transaction. */
final class MigrationUserRows {

  private static final String COLUMNS =
      "batch_id, line, tenant_id, address, user_name, state, code, attempts, is_listed,"
          + " copied_items, copied_bytes, skipped_items, bad_items, started_at, ended_at, begun_at,"
          + " begun_items, begun_bytes,"
          + " CASE WHEN sealed_password IS NULL THEN 0 ELSE 1 END AS keeps_password";
  private static final String ONE = " WHERE batch_id = :batchId AND line = :line";
  private static final int INSERTED_AT_ONCE = 1000;

  /** Why a mailbox waits for its key. */
  private static final Set<String> KEY_CODES =
      Arrays.stream(KeyAccessException.Reason.values())
          .map(KeyAccessException.Reason::code)
          .collect(Collectors.toUnmodifiableSet());

  private MigrationUserRows() {}

  /** A mailbox of a batch as it is kept, without its password. */
  record Row(
      UUID batchId,
      int line,
      UUID tenantId,
      String address,
      String userName,
      UserStatus state,
      Optional<String> code,
      int attempts,
      boolean isListed,
      long copiedItems,
      long copiedBytes,
      long skippedItems,
      long badItems,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Instant> begunAt,
      long begunItems,
      long begunBytes,
      boolean keepsPassword) {

    /** The state as it is shown: of one that another run copies again, it is not the last word. */
    UserStatus shown() {
      return keepsPassword ? state.unlessLast() : state;
    }

    /** True if its key was not given when it was last worked on. */
    boolean waitsForKey() {
      return code.filter(KEY_CODES::contains).isPresent();
    }
  }

  /** A line of the CSV with its password sealed. */
  record NewRow(int line, String address, String userName, Ciphertext sealedPassword) {}

  static void insert(Handle tx, UUID tenantId, UUID batchId, List<NewRow> rows) {
    for (int from = 0; from < rows.size(); from += INSERTED_AT_ONCE) {
      PreparedBatch statement =
          tx.prepareBatch(
              """
              INSERT INTO mail_migration_users (batch_id, line, tenant_id, address, user_name,
                sealed_password, state, attempts, due_at, is_listed, copied_items, copied_bytes,
                skipped_items)
              VALUES (:batchId, :line, :tenantId, :address, :userName, :sealed, 'QUEUED', 0, 0, 0,
                0, 0, 0)
              """);
      for (NewRow row : rows.subList(from, Math.min(rows.size(), from + INSERTED_AT_ONCE))) {
        statement
            .bind("batchId", batchId)
            .bind("line", row.line())
            .bind("tenantId", tenantId)
            .bind("address", row.address())
            .bind("userName", row.userName())
            .bind("sealed", row.sealedPassword().bytes())
            .add();
      }
      statement.execute();
    }
  }

  static Map<UserStatus, Integer> counts(Handle tx, UUID batchId) {
    Map<UserStatus, Integer> counts = new EnumMap<>(UserStatus.class);
    tx.createQuery(
            """
            SELECT state, COUNT(*) AS number FROM mail_migration_users
            WHERE batch_id = :batchId GROUP BY state
            """)
        .bind("batchId", batchId)
        .map(
            row ->
                Map.entry(
                    UserStatus.valueOf(row.getColumn("state", String.class)),
                    row.getColumn("number", Integer.class)))
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  static List<Row> list(Handle tx, UUID batchId, int afterLine, int max) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_users WHERE batch_id = :batchId AND line > :after"
                + " ORDER BY line LIMIT :max")
        .bind("batchId", batchId)
        .bind("after", afterLine)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }

  /** The mailbox of this address, which is in lower case as the CSV is read. */
  static Optional<Row> ofAddress(Handle tx, UUID batchId, String address) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_users WHERE batch_id = :batchId AND address = :address")
        .bind("batchId", batchId)
        .bind("address", address)
        .mapTo(Row.class)
        .findOne();
  }

  /** The mailbox that this part of the batch's job works on. */
  static Optional<Row> ofShard(Handle tx, UUID batchId, int shard) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_users"
                + " WHERE batch_id = :batchId AND state = 'SYNCING' AND shard = :shard")
        .bind("batchId", batchId)
        .bind("shard", shard)
        .mapTo(Row.class)
        .findFirst();
  }

  /**
   * What a batch has of its endpoint's places.
   *
   * @param active mailboxes that are worked on
   * @param due mailboxes whose turn has come
   * @param lastBegun when it last began one, in milliseconds; 0 for never
   */
  record Standing(UUID batchId, int active, int due, long lastBegun) {}

  /** Of the batches of an endpoint whose jobs run. */
  static List<Standing> standings(Handle tx, UUID endpointId, Instant now, Instant latest) {
    return tx.createQuery(
            """
            SELECT u.batch_id,
              SUM(CASE WHEN u.state = 'SYNCING' THEN 1 ELSE 0 END) AS active,
              SUM(CASE WHEN u.state = 'QUEUED' AND (u.due_at <= :now OR u.due_at > :latest)
                THEN 1 ELSE 0 END) AS due,
              COALESCE(MAX(u.started_at), 0) AS last_begun
            FROM mail_migration_users u
            JOIN mail_migration_batches b ON b.id = u.batch_id
            JOIN jobs j ON j.id = b.job_id
            WHERE b.endpoint_id = :endpointId AND j.ended_at IS NULL AND j.state <> 'PAUSED'
            GROUP BY u.batch_id
            """)
        .bind("endpointId", endpointId)
        .bind("now", now)
        .bind("latest", latest)
        .mapTo(Standing.class)
        .list();
  }

  /**
   * Begins the next mailbox whose turn it is, those first that were not put off; false if there is
   * none.
   *
   * @param latest no mailbox is put off until later; one of which that is written has its turn
   */
  static boolean begin(Handle tx, UUID batchId, int shard, Instant now, Instant latest) {
    return tx.createUpdate(
                """
                UPDATE mail_migration_users SET state = 'SYNCING', shard = :shard,
                  started_at = COALESCE(started_at, :now), begun_at = :now,
                  begun_items = copied_items, begun_bytes = copied_bytes
                WHERE batch_id = :batchId AND state = 'QUEUED' AND line = (
                  SELECT line FROM mail_migration_users
                  WHERE batch_id = :batchId AND state = 'QUEUED'
                    AND (due_at <= :now OR due_at > :latest)
                  ORDER BY due_at, line LIMIT 1)
                """)
            .bind("shard", shard)
            .bind("batchId", batchId)
            .bind("now", now)
            .bind("latest", latest)
            .execute()
        == 1;
  }

  /** True if and only if the mailbox is still worked on by this part of the batch's job. */
  static boolean isOfShard(Handle tx, Row user, int shard) {
    return one(
                tx.createUpdate(
                    "UPDATE mail_migration_users SET attempts = attempts"
                        + ONE
                        + " AND state = 'SYNCING' AND shard = :shard"),
                user)
            .bind("shard", shard)
            .execute()
        == 1;
  }

  static Optional<Ciphertext> sealedPassword(Handle tx, Row user) {
    return one(tx.createQuery("SELECT sealed_password FROM mail_migration_users" + ONE), user)
        .mapTo(byte[].class)
        .findOne()
        .map(Ciphertext::of);
  }

  /** Keeps another secret of a mailbox that has one; false if it has none. */
  static boolean setSecret(Handle tx, Row user, Ciphertext sealed) {
    return one(
                tx.createUpdate(
                    "UPDATE mail_migration_users SET sealed_password = :sealed"
                        + ONE
                        + " AND sealed_password IS NOT NULL"),
                user)
            .bind("sealed", sealed.bytes())
            .execute()
        == 1;
  }

  static void setListed(Handle tx, Row user) {
    one(tx.createUpdate("UPDATE mail_migration_users SET is_listed = 1, attempts = 0" + ONE), user)
        .execute();
  }

  static void addCopied(Handle tx, Row user, CopiedPage copied) {
    one(
            tx.createUpdate(
                """
                UPDATE mail_migration_users SET attempts = 0, code = NULL,
                  copied_items = copied_items + :items, copied_bytes = copied_bytes + :bytes,
                  skipped_items = skipped_items + :skipped, bad_items = bad_items + :bad
                """
                    + ONE),
            user)
        .bind("items", copied.items())
        .bind("bytes", copied.bytes())
        .bind("skipped", copied.skipped().size())
        .bind("bad", copied.bad())
        .execute();
  }

  /** Lets the mailbox have another turn later, which does not count as an attempt. */
  static void putOff(Handle tx, Row user, String code, Instant dueAt) {
    one(
            tx.createUpdate(
                """
                UPDATE mail_migration_users SET state = 'QUEUED', shard = NULL, code = :code,
                  due_at = :dueAt
                """
                    + ONE),
            user)
        .bind("code", code)
        .bind("dueAt", dueAt)
        .execute();
  }

  /** Lets the mailbox have another turn later. */
  static void retry(Handle tx, Row user, String code, Instant dueAt) {
    one(
            tx.createUpdate(
                """
                UPDATE mail_migration_users SET state = 'QUEUED', shard = NULL, code = :code,
                  attempts = attempts + 1, due_at = :dueAt
                """
                    + ONE),
            user)
        .bind("code", code)
        .bind("dueAt", dueAt)
        .execute();
  }

  /** Ends the mailbox; its password is overwritten and gone unless a later run needs it. */
  static void end(
      Handle tx,
      Row user,
      UserStatus state,
      Optional<String> code,
      boolean keepsPassword,
      Instant now) {
    one(
            tx.createUpdate(
                """
                UPDATE mail_migration_users SET state = :state, code = :code, shard = NULL,
                  sealed_password = CASE WHEN :keeps = 1 THEN sealed_password END, ended_at = :now
                """
                    + ONE),
            user)
        .bind("keeps", keepsPassword ? 1 : 0)
        .bind("state", state.name())
        .bind("code", code.orElse(null))
        .bind("now", now)
        .execute();
  }

  /**
   * How many mailboxes of a batch have mail from another server, or of another user name there.
   *
   * @param server the server of the batch, in lower case
   */
  static int copiedUnderOtherNames(Handle tx, UUID batchId, String server) {
    return tx.createQuery(
            """
            SELECT COUNT(*) FROM mail_migration_users u
            WHERE u.batch_id = :batchId AND EXISTS (
              SELECT 1 FROM mail_migration_users o
              JOIN mail_migration_batches b ON b.id = o.batch_id
              JOIN mail_migration_endpoints e ON e.id = b.endpoint_id
              WHERE o.tenant_id = u.tenant_id AND o.address = u.address AND o.batch_id <> u.batch_id
                AND o.copied_items > 0
                AND (o.user_name <> u.user_name OR LOWER(e.server) <> :server))
            """)
        .bind("batchId", batchId)
        .bind("server", server)
        .mapTo(Integer.class)
        .one();
  }

  /** How many mailboxes have not had their turn, or are to have another. */
  static int queued(Handle tx, UUID batchId) {
    return counts(tx, batchId).getOrDefault(UserStatus.QUEUED, 0);
  }

  /** Why a mailbox of the batch waits for its key, if one does. */
  static Optional<String> missingKey(Handle tx, UUID batchId) {
    return tx.createQuery(
            """
            SELECT code FROM mail_migration_users
            WHERE batch_id = :batchId AND state = 'QUEUED' AND code IN (<codes>)
            ORDER BY line LIMIT 1
            """)
        .bindList("codes", List.copyOf(KEY_CODES))
        .bind("batchId", batchId)
        .mapTo(String.class)
        .findOne();
  }

  /** Mailboxes that were put off have their turn now. */
  static void hasten(Handle tx, UUID batchId) {
    tx.createUpdate(
            """
            UPDATE mail_migration_users SET due_at = 0
            WHERE batch_id = :batchId AND state = 'QUEUED' AND due_at > 0
            """)
        .bind("batchId", batchId)
        .execute();
  }

  /** Gives mailboxes back that a job was working on which does so no more. */
  static void giveBack(Handle tx, UUID batchId) {
    tx.createUpdate(
            """
            UPDATE mail_migration_users SET state = 'QUEUED', shard = NULL
            WHERE batch_id = :batchId AND state = 'SYNCING'
            """)
        .bind("batchId", batchId)
        .execute();
  }

  private static Update one(Update update, Row user) {
    return update.bind("batchId", user.batchId()).bind("line", user.line());
  }

  private static Query one(Query query, Row user) {
    return query.bind("batchId", user.batchId()).bind("line", user.line());
  }
}
