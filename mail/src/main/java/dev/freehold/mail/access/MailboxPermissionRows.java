package dev.freehold.mail.access;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.mail.MailSeals;
import dev.freehold.mail.mailboxes.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The statements on {@code mail_mailbox_permissions}, each in the caller's transaction. */
final class MailboxPermissionRows {

  private MailboxPermissionRows() {}

  static void insert(Handle tx, Mailbox mailbox, UUID principalId, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO mail_mailbox_permissions (mailbox_id, principal_id, tenant_id, granted_at)
            VALUES (:mailboxId, :principalId, :tenantId, :now)
            """)
        .bind("mailboxId", mailbox.id())
        .bind("principalId", principalId)
        .bind("tenantId", mailbox.tenantId())
        .bind("now", now)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            MailSeals.MAILBOX_PERMISSION
                .row(mailbox.tenantId(), mailbox.id(), principalId)
                .set("granted_at", now)
                .done());
  }

  /**
   * Whether the principal has full access.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static boolean exists(Handle tx, Mailbox mailbox, UUID principalId) {
    return RowSeals.of(tx)
        .find(tx, MailSeals.MAILBOX_PERMISSION, mailbox.id(), principalId)
        .filter(row -> row.tenantId().equals(mailbox.tenantId()))
        .isPresent();
  }

  static List<MailboxPermission> list(Handle tx, Mailbox mailbox) {
    Query query =
        tx.createQuery(
                """
                SELECT %s FROM mail_mailbox_permissions p
                WHERE p.mailbox_id = :mailboxId AND p.tenant_id = :tenantId
                ORDER BY p.principal_id
                """
                    .formatted(MailSeals.MAILBOX_PERMISSION.columns("p")))
            .bind("mailboxId", mailbox.id())
            .bind("tenantId", mailbox.tenantId());
    return RowSeals.of(tx)
        .list(MailSeals.MAILBOX_PERMISSION, query, row -> row.getRow(MailboxPermission.class));
  }

  static long count(Handle tx, Mailbox mailbox) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM mail_mailbox_permissions WHERE mailbox_id = :mailboxId")
        .bind("mailboxId", mailbox.id())
        .mapTo(Long.class)
        .one();
  }

  static boolean delete(Handle tx, Mailbox mailbox, UUID principalId) {
    return tx.createUpdate(
                "DELETE FROM mail_mailbox_permissions"
                    + " WHERE mailbox_id = :mailboxId AND principal_id = :principalId")
            .bind("mailboxId", mailbox.id())
            .bind("principalId", principalId)
            .execute()
        == 1;
  }
}
