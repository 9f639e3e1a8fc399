package dev.freehold.mail.messages;

import dev.freehold.content.purge.OwnerRemains;
import dev.freehold.persistence.notices.ChangedRows;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Deletes the messages and folders of purged mailboxes from SQL, because keywords and names of
 * folders are in clear. The names of the mailbox stay, and so does the list of messages that a
 * migration skipped. Safe for use by many threads.
 */
public final class MailRemains implements OwnerRemains {

  @Override
  public int erase(Handle tx, UUID ownerId, List<UUID> destroyedKeyIds, int max) {
    int messages = messages(tx, ownerId, max);
    if (messages < max) {
      messages += followed(tx, ownerId, max - messages);
    }
    if (messages >= max) {
      return messages;
    }
    // Of folders there are few, and none of these has a message by now.
    int names = folders(tx, ownerId) + subscriptions(tx, ownerId) + migratedFolders(tx, ownerId);
    int rights = permissions(tx, ownerId);
    return Math.min(max, messages + names + rights + removedMailbox(tx, ownerId));
  }

  /** What was purged keeps its row, for the documents name it; what was removed keeps nothing. */
  private static int removedMailbox(Handle tx, UUID mailboxId) {
    return tx.createUpdate("DELETE FROM mail_mailboxes WHERE id = :mailboxId AND destroyed = 1")
        .bind("mailboxId", mailboxId)
        .execute();
  }

  private static int messages(Handle tx, UUID mailboxId, int max) {
    return tx.createUpdate(
            """
            DELETE FROM mail_messages WHERE mailbox_id = :mailboxId AND (folder_id, uid) IN (
              SELECT folder_id, uid FROM mail_messages WHERE mailbox_id = :mailboxId LIMIT :max)
            """)
        .bind("mailboxId", mailboxId)
        .bind("max", max)
        .execute();
  }

  /** What a migration that goes on keeps of single messages: dates, lengths, a hash of flags. */
  private static int followed(Handle tx, UUID mailboxId, int max) {
    return tx.createUpdate(
            """
            DELETE FROM mail_migration_followed WHERE (batch_id, line, folder, uid) IN (
              SELECT f.batch_id, f.line, f.folder, f.uid FROM mail_mailboxes m
                JOIN mail_migration_users u ON u.tenant_id = m.tenant_id
                  AND u.address = COALESCE(m.deleted_address, m.address)
                JOIN mail_migration_syncs s ON s.batch_id = u.batch_id AND s.line = u.line
                  AND s.mailbox_id = m.id
                JOIN mail_migration_followed f ON f.batch_id = s.batch_id AND f.line = s.line
              WHERE m.id = :mailboxId LIMIT :max)
            """)
        .bind("mailboxId", mailboxId)
        .bind("max", max)
        .execute();
  }

  private static int folders(Handle tx, UUID mailboxId) {
    List<UUID> gone =
        tx.createQuery("DELETE FROM mail_folders WHERE mailbox_id = :mailboxId RETURNING id")
            .bind("mailboxId", mailboxId)
            .mapTo(UUID.class)
            .list();
    gone.forEach(id -> ChangedRows.tell(tx, id));
    return gone.size();
  }

  /** People subscribe to folders by their names. */
  private static int subscriptions(Handle tx, UUID mailboxId) {
    return tx.createUpdate("DELETE FROM mail_subscriptions WHERE mailbox_id = :mailboxId")
        .bind("mailboxId", mailboxId)
        .execute();
  }

  /** Nobody can read it any more. */
  private static int permissions(Handle tx, UUID mailboxId) {
    return tx.createUpdate("DELETE FROM mail_mailbox_permissions WHERE mailbox_id = :mailboxId")
        .bind("mailboxId", mailboxId)
        .execute();
  }

  /**
   * The folders that its mail was brought from have the same names, unless a batch that goes on has
   * begun to bring mail to another mailbox of this address since.
   */
  private static int migratedFolders(Handle tx, UUID mailboxId) {
    return tx.createUpdate(
            """
            UPDATE mail_migration_folders SET source_name = '', path = ''
            WHERE (source_name <> '' OR path <> '') AND (batch_id, line) IN (
              SELECT u.batch_id, u.line FROM mail_migration_users u
                JOIN mail_mailboxes m ON m.tenant_id = u.tenant_id
                  AND COALESCE(m.deleted_address, m.address) = u.address
              WHERE m.id = :mailboxId AND NOT EXISTS (
                SELECT 1 FROM mail_migration_syncs s WHERE s.batch_id = u.batch_id
                  AND s.line = u.line AND s.mailbox_id <> m.id))
            """)
        .bind("mailboxId", mailboxId)
        .execute();
  }
}
