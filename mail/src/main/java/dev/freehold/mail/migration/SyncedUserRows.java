package dev.freehold.mail.migration;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on all of a batch's mailboxes that its runs need, in the caller's transaction. */
final class SyncedUserRows {

  private SyncedUserRows() {}

  /** Has all mailboxes whose passwords are kept copied once more. */
  static void again(Handle tx, UUID batchId) {
    tx.createUpdate(
            """
            UPDATE mail_migration_users SET state = 'QUEUED', shard = NULL, code = NULL,
              attempts = 0, due_at = 0, is_listed = 0, skipped_items = 0, bad_items = 0,
              started_at = NULL, ended_at = NULL
            WHERE batch_id = :batchId AND sealed_password IS NOT NULL
            """)
        .bind("batchId", batchId)
        .execute();
  }

  /** Overwrites all passwords of a batch. */
  static void forgetPasswords(Handle tx, UUID batchId) {
    tx.createUpdate(
            "UPDATE mail_migration_users SET sealed_password = NULL WHERE batch_id = :batchId")
        .bind("batchId", batchId)
        .execute();
  }

  /** How many messages of a batch are skipped. */
  static long skipped(Handle tx, UUID batchId) {
    return tx.createQuery(
            """
            SELECT CAST(COALESCE(SUM(skipped_items), 0) AS BIGINT) FROM mail_migration_users
            WHERE batch_id = :batchId
            """)
        .bind("batchId", batchId)
        .mapTo(Long.class)
        .one();
  }
}
