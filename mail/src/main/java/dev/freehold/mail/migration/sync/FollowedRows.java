package dev.freehold.mail.migration.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** The statements on {@code mail_migration_followed}, each in the caller's transaction. */
public final class FollowedRows {

  private static final String SELECT =
      """
      SELECT folder, uid, here_uid, mod_seq, flags_hash, message_date, size_bytes, gone
      FROM mail_migration_followed WHERE batch_id = :batchId AND line = :line
      """;

  private static final String IN_FOLDER =
      " WHERE batch_id = :batchId AND line = :line AND folder = :folder";

  /** Between the UIDs of one numbering and those of another. */
  private static final long NUMBERING = 1L << 33;

  private FollowedRows() {}

  /** Messages of a folder with a UID above {@code afterUid}, rising. */
  static List<Followed> page(Handle tx, SyncKey key, int folder, long afterUid, int max) {
    return of(
            key,
            tx.createQuery(
                SELECT + "AND folder = :folder AND uid > :afterUid ORDER BY uid LIMIT :max"))
        .bind("folder", folder)
        .bind("afterUid", afterUid)
        .bind("max", max)
        .mapTo(Followed.class)
        .list();
  }

  /** Messages of this date and length that are at the source no more. */
  static List<Followed> gone(Handle tx, SyncKey key, Instant date, long sizeBytes, int max) {
    return of(
            key,
            tx.createQuery(
                SELECT
                    + "AND gone > 0 AND gone = 1 AND message_date = :date"
                    + " AND size_bytes = :sizeBytes ORDER BY folder, uid LIMIT :max"))
        .bind("date", date)
        .bind("sizeBytes", sizeBytes)
        .bind("max", max)
        .mapTo(Followed.class)
        .list();
  }

  /** Messages that are to be removed here, in one folder. */
  static List<Followed> removable(Handle tx, SyncKey key, boolean alsoGone, int max) {
    List<Followed> found =
        of(
                key,
                tx.createQuery(
                    SELECT
                        + "AND gone > 0 AND gone >= :lowest AND gone <= 2"
                        + " ORDER BY folder, uid LIMIT :max"))
            .bind("lowest", alsoGone ? Followed.GONE : Followed.MOVED)
            .bind("max", max)
            .mapTo(Followed.class)
            .list();
    return found.stream().filter(each -> each.folder() == found.getFirst().folder()).toList();
  }

  /**
   * How much of a mailbox would be removed.
   *
   * @param gone messages here that are at the source no more
   * @param known messages here that the batch has brought
   */
  record Balance(long gone, long known) {}

  static Balance balance(Handle tx, SyncKey key) {
    return of(
            key,
            tx.createQuery(
                """
                SELECT COALESCE(SUM(CASE WHEN gone = 1 THEN 1 ELSE 0 END), 0) AS gone,
                  COUNT(*) AS known
                FROM mail_migration_followed
                WHERE batch_id = :batchId AND line = :line AND here_uid > 0 AND gone < 2
                """))
        .mapTo(Balance.class)
        .one();
  }

  /** Keeps what became of messages; of one that was dealt with before it counts what is new. */
  public static void put(Handle tx, SyncKey key, List<Followed> rows) {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch statement =
        tx.prepareBatch(
            """
            INSERT INTO mail_migration_followed (batch_id, line, folder, uid, here_uid, mod_seq,
              flags_hash, message_date, size_bytes, gone)
            VALUES (:batchId, :line, :folder, :uid, :hereUid, :modSeq, :flagsHash, :messageDate,
              :sizeBytes, :gone)
            ON CONFLICT (batch_id, line, folder, uid) DO UPDATE SET here_uid = excluded.here_uid,
              mod_seq = excluded.mod_seq, flags_hash = excluded.flags_hash,
              message_date = excluded.message_date, size_bytes = excluded.size_bytes,
              gone = excluded.gone
            """);
    for (Followed row : rows) {
      statement.bind("batchId", key.batchId()).bind("line", key.line()).bindMethods(row).add();
    }
    statement.execute();
  }

  /** Says of messages of a folder whether they are at the source. */
  static void setGone(Handle tx, SyncKey key, int folder, List<Long> uids, int gone) {
    if (!uids.isEmpty()) {
      in(
              key,
              folder,
              tx.createUpdate(
                  "UPDATE mail_migration_followed SET gone = :gone"
                      + IN_FOLDER
                      + " AND uid IN (<uids>)"))
          .bindList("uids", uids)
          .bind("gone", gone)
          .execute();
    }
  }

  /** Keeps flags that were seen, and the mod-sequences that messages were given for them. */
  static void setFlags(
      Handle tx, SyncKey key, int folder, Map<Long, Long> hashes, Map<Long, Long> modSeqs) {
    PreparedBatch statement =
        tx.prepareBatch(
            "UPDATE mail_migration_followed SET flags_hash = :hash,"
                + " mod_seq = CASE WHEN :modSeq > 0 THEN :modSeq ELSE mod_seq END"
                + IN_FOLDER
                + " AND uid = :uid");
    hashes.forEach(
        (uid, hash) ->
            in(key, folder, statement)
                .bind("uid", uid)
                .bind("hash", hash)
                .bind("modSeq", modSeqs.getOrDefault(uid, 0L))
                .add());
    if (statement.size() > 0) {
      statement.execute();
    }
  }

  /** Forgets messages of a folder. */
  static void forget(Handle tx, SyncKey key, int folder, List<Long> uids) {
    if (!uids.isEmpty()) {
      in(
              key,
              folder,
              tx.createUpdate(
                  "DELETE FROM mail_migration_followed" + IN_FOLDER + " AND uid IN (<uids>)"))
          .bindList("uids", uids)
          .execute();
    }
  }

  /** The folder of the source is no more, and with it all its messages. */
  static void folderIsGone(Handle tx, SyncKey key, int folder) {
    in(
            key,
            folder,
            tx.createUpdate(
                "UPDATE mail_migration_followed SET gone = 1" + IN_FOLDER + " AND gone = 0"))
        .execute();
  }

  /**
   * The source has numbered the folder's messages anew: those that are known wait to be found again
   * under another UID.
   *
   * @param run in which that was seen
   */
  static void renumbered(Handle tx, SyncKey key, int folder, int run) {
    in(
            key,
            folder,
            tx.createUpdate(
                "UPDATE mail_migration_followed SET uid = -(uid + :offset),"
                    + " gone = CASE WHEN gone = 0 THEN 1 ELSE gone END"
                    + IN_FOLDER
                    + " AND uid > 0"))
        .bind("offset", run * NUMBERING)
        .execute();
  }

  /** The folder here is no more, or is another one: none of its messages stands for any now. */
  public static void targetIsGone(Handle tx, SyncKey key, int folder) {
    in(key, folder, tx.createUpdate("UPDATE mail_migration_followed SET here_uid = 0" + IN_FOLDER))
        .execute();
  }

  private static <S extends SqlStatement<S>> S of(SyncKey key, S statement) {
    return statement.bind("batchId", key.batchId()).bind("line", key.line());
  }

  private static <S extends SqlStatement<S>> S in(SyncKey key, int folder, S statement) {
    return of(key, statement).bind("folder", folder);
  }
}
