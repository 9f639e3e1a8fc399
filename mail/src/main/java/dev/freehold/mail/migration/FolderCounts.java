package dev.freehold.mail.migration;

import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.SourceSizes;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * Counts the messages of a mailbox's folders before they are copied, so that its progress can be
 * told from the beginning. Safe for use by many threads.
 */
final class FolderCounts {

  private static final long SLICE_NANOS = 700_000_000;
  private static final int MAX_AT_ONCE = 200;

  /** States of a folder; 0 is one that nobody asked for. */
  private static final int COUNTED = 1;

  private static final int NOT_TOLD = 2;

  private final Database database;

  FolderCounts(Database database) {
    this.database = database;
  }

  /** A folder that was not counted. */
  record Uncounted(int number, String sourceName) {}

  /**
   * Asks for as many folders as there is time for. A source that breaks the connection over it is
   * asked no more: counting is no reason to fail.
   *
   * @param copy commits what was found
   * @return false once there is nothing to ask for
   */
  boolean step(MailboxCopy.Work work, ImapClient client, MailboxCopy copy) {
    List<Uncounted> folders = database.read(tx -> uncounted(tx, work.user()));
    if (folders.isEmpty()) {
      return false;
    }
    Map<Integer, OptionalLong> counts = new LinkedHashMap<>();
    boolean goesOn = count(folders, client, counts);
    copy.commit(
        work,
        tx -> {
          counts.forEach((number, messages) -> set(tx, work.user(), number, messages));
          if (!goesOn) {
            giveUp(tx, work.user());
          }
          return null;
        });
    return true;
  }

  private static boolean count(
      List<Uncounted> folders, ImapClient client, Map<Integer, OptionalLong> counts) {
    long start = System.nanoTime();
    try {
      for (Uncounted folder : folders) {
        counts.put(folder.number(), SourceSizes.messages(client, folder.sourceName()));
        if (System.nanoTime() - start > SLICE_NANOS) {
          return true;
        }
      }
      return true;
    } catch (IOException e) {
      client.abandon();
      return false;
    }
  }

  private static List<Uncounted> uncounted(Handle tx, MigrationUserRows.Row user) {
    return tx.createQuery(
            """
            SELECT number, source_name FROM mail_migration_folders
            WHERE batch_id = :batchId AND line = :line AND is_done = 0 AND is_counted = 0
            ORDER BY number LIMIT :max
            """)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .bind("max", MAX_AT_ONCE)
        .mapTo(Uncounted.class)
        .list();
  }

  /** What the source said when it opened the folder stays. */
  private static void set(
      Handle tx, MigrationUserRows.Row user, int number, OptionalLong messages) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET is_counted = :counted, source_items =
              CASE WHEN uid_validity IS NULL THEN :messages ELSE source_items END
            WHERE batch_id = :batchId AND line = :line AND number = :number
            """)
        .bind("counted", messages.isPresent() ? COUNTED : NOT_TOLD)
        .bind("messages", messages.orElse(0))
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .bind("number", number)
        .execute();
  }

  private static void giveUp(Handle tx, MigrationUserRows.Row user) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET is_counted = :notTold
            WHERE batch_id = :batchId AND line = :line AND is_counted = 0
            """)
        .bind("notTold", NOT_TOLD)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .execute();
  }

  /**
   * What the folders of a mailbox have together.
   *
   * @param total messages at the source
   * @param done those that are here, skipped or gone
   * @param unknown folders of which the source has not said yet how many they have
   * @param folder the path here of the one that is copied now
   */
  record Sum(long total, long done, int unknown, String folder) {}

  /** What earlier runs have brought may be more than the source has now. */
  static Sum sum(Handle tx, MigrationUserRows.Row user) {
    return tx.createQuery(
            """
            SELECT COALESCE(SUM(source_items), 0) AS total,
              COALESCE(SUM(CASE WHEN is_done = 1
                  OR new_items + known_items + gone_items + skipped_items > source_items
                THEN source_items
                ELSE new_items + known_items + gone_items + skipped_items END), 0) AS done,
              COALESCE(SUM(CASE WHEN is_done = 0 AND is_counted <> :counted
                AND uid_validity IS NULL THEN 1 ELSE 0 END), 0) AS unknown,
              COALESCE((SELECT path FROM mail_migration_folders
                WHERE batch_id = :batchId AND line = :line AND is_done = 0
                ORDER BY number LIMIT 1), '') AS folder
            FROM mail_migration_folders WHERE batch_id = :batchId AND line = :line
            """)
        .bind("counted", COUNTED)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .mapTo(Sum.class)
        .one();
  }
}
