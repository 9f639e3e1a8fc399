package dev.freehold.mail.migration;

import dev.freehold.custody.Ciphertext;
import dev.freehold.mail.migration.imap.SourceError;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on all of a batch's mailboxes that its runs need, in the caller's transaction. */
final class SyncedUserRows {

  private static final List<String> REFUSALS =
      List.of(SourceError.LOGIN_REFUSED.code(), SourceError.TOKEN_REFUSED.code());

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

  /** Gives a mailbox that failed because its user was refused another turn in the same run. */
  static void againIfRefused(Handle tx, MigrationUserRows.Row user) {
    tx.createUpdate(
            """
            UPDATE mail_migration_users SET state = 'QUEUED', code = NULL, attempts = 0, due_at = 0,
              ended_at = NULL
            WHERE batch_id = :batchId AND line = :line AND state = 'FAILED' AND code IN (<codes>)
            """)
        .bindList("codes", REFUSALS)
        .bind("batchId", user.batchId())
        .bind("line", user.line())
        .execute();
  }

  /** Keeps another secret of a mailbox that has the old one. */
  static void replaceSecret(
      Handle tx, MigrationUserRows.Row user, Ciphertext old, Ciphertext secret) {
    tx.createUpdate(
            """
            UPDATE mail_migration_users SET sealed_password = :secret
            WHERE batch_id = :batchId AND line = :line AND sealed_password = :old
            """)
        .bind("secret", secret.bytes())
        .bind("old", old.bytes())
        .bind("batchId", user.batchId())
        .bind("line", user.line())
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
