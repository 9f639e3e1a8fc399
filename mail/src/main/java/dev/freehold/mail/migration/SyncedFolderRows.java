package dev.freehold.mail.migration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The statements on {@code mail_migration_folders} and {@code mail_migration_skips} that second and
 * later runs of a batch need, each in the caller's transaction.
 */
final class SyncedFolderRows {

  private SyncedFolderRows() {}

  /** Messages of a folder that an earlier run skipped and this one has not tried yet. */
  static List<Long> oldSkips(Handle tx, CopyRows.Row folder, int max) {
    return tx.createQuery(
            """
            SELECT uid FROM mail_migration_skips
            WHERE batch_id = :batchId AND line = :line AND folder = :number AND is_old = 1
            ORDER BY uid LIMIT :max
            """)
        .bind("max", max)
        .bindMethods(new CopyRows.Key(folder))
        .mapTo(Long.class)
        .list();
  }

  /** Messages that an earlier run skipped have had their turn; returns how many they were. */
  static int forgetSkips(Handle tx, CopyRows.Row folder, List<Long> uids) {
    return uids.isEmpty()
        ? 0
        : tx.createUpdate(
                """
                DELETE FROM mail_migration_skips WHERE batch_id = :batchId AND line = :line
                  AND folder = :number AND is_old = 1 AND uid IN (<uids>)
                """)
            .bindList("uids", uids)
            .bindMethods(new CopyRows.Key(folder))
            .execute();
  }

  /** Has all folders of a mailbox copied on, and what was skipped tried again. */
  static void again(Handle tx, MigrationUserRows.Row user) {
    for (String statement :
        List.of(
            """
            UPDATE mail_migration_folders SET is_done = 0, code = NULL, folder_tries = 0,
              failing_uid = 0, failing_tries = 0, skipped_items = 0, is_surveyed = 0\
            """,
            "DELETE FROM mail_migration_skips",
            "UPDATE mail_migration_skips SET is_old = 1")) {
      boolean isDelete = statement.startsWith("DELETE");
      tx.createUpdate(
              statement
                  + " WHERE batch_id = :batchId AND line = :line"
                  + (isDelete ? " AND uid <= 0" : ""))
          .bind("batchId", user.batchId())
          .bind("line", user.line())
          .execute();
    }
  }

  /** Has all folders of a mailbox copied from their beginning: it is another mailbox now. */
  static void anew(Handle tx, MigrationUserRows.Row user) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET last_uid = 0, uid_validity = NULL, target_id = NULL,
              was_whole = 0, known_below = 0
            WHERE batch_id = :batchId AND line = :line
            """)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .execute();
  }

  /** Keeps where the folder is here. */
  static void setTarget(Handle tx, CopyRows.Row folder, UUID target) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET target_id = :target
            WHERE batch_id = :batchId AND line = :line AND number = :number
            """)
        .bind("target", target)
        .bindMethods(new CopyRows.Key(folder))
        .execute();
  }

  /** A folder that the source has no more, or that cannot be copied. */
  static void leave(Handle tx, CopyRows.Row folder, Optional<String> code) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET is_done = 1, is_surveyed = 1, code = :code
            WHERE batch_id = :batchId AND line = :line AND number = :number
            """)
        .bind("code", code.orElse(null))
        .bindMethods(new CopyRows.Key(folder))
        .execute();
  }

  /**
   * The folder was compared with what was brought of it.
   *
   * @param messages how many messages it has at the source, if that was asked for
   * @param isRenumbered whether its messages have other UIDs now and are all copied again
   */
  static void surveyed(Handle tx, CopyRows.Row folder, OptionalInt messages, boolean isRenumbered) {
    tx.createUpdate(
            """
            UPDATE mail_migration_folders SET is_surveyed = 1,
              source_items = CASE WHEN :messages >= 0 THEN :messages ELSE source_items END,
              last_uid = CASE WHEN :renumbered = 1 THEN 0 ELSE last_uid END,
              uid_validity = CASE WHEN :renumbered = 1 THEN NULL ELSE uid_validity END
            WHERE batch_id = :batchId AND line = :line AND number = :number
            """)
        .bind("messages", messages.orElse(-1))
        .bind("renumbered", isRenumbered ? 1 : 0)
        .bindMethods(new CopyRows.Key(folder))
        .execute();
    if (isRenumbered) {
      tx.createUpdate(
              """
              DELETE FROM mail_migration_skips
              WHERE batch_id = :batchId AND line = :line AND folder = :number
              """)
          .bindMethods(new CopyRows.Key(folder))
          .execute();
    }
  }
}
