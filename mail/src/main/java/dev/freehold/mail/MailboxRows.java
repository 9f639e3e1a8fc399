package dev.freehold.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_mailboxes}, each in the caller's transaction. */
final class MailboxRows {

  private static final String COLUMNS = "id, tenant_id, address, display_name, kind, created_at";

  private MailboxRows() {}

  /** Inserts unless the tenant has the address already. */
  static boolean insert(Handle tx, Mailbox mailbox) {
    return tx.createUpdate(
                """
                INSERT INTO mail_mailboxes (id, tenant_id, address, display_name, kind,
                  last_uid_validity, created_at)
                VALUES (:id, :tenantId, :address, :displayName, :kind, 0, :createdAt)
                ON CONFLICT (tenant_id, address) DO NOTHING
                """)
            .bindMethods(mailbox)
            .execute()
        == 1;
  }

  static Optional<Mailbox> byId(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(
            "SELECT " + COLUMNS + " FROM mail_mailboxes WHERE tenant_id = :tenantId AND id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .mapTo(Mailbox.class)
        .findOne();
  }

  static Optional<Mailbox> byAddress(Handle tx, UUID tenantId, String address) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_mailboxes WHERE tenant_id = :tenantId AND address = :address")
        .bind("tenantId", tenantId)
        .bind("address", address)
        .mapTo(Mailbox.class)
        .findOne();
  }

  static List<Mailbox> list(Handle tx, UUID tenantId, String afterAddress, int max) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_mailboxes WHERE tenant_id = :tenantId AND address > :after"
                + " ORDER BY address LIMIT :max")
        .bind("tenantId", tenantId)
        .bind("after", afterAddress)
        .bind("max", max)
        .mapTo(Mailbox.class)
        .list();
  }

  /** Makes a mailbox of a mail user; false if it is none. */
  static boolean migrate(Handle tx, UUID tenantId, UUID id) {
    return tx.createUpdate(
                """
                UPDATE mail_mailboxes SET kind = 'MAILBOX'
                WHERE tenant_id = :tenantId AND id = :id AND kind = 'MAIL_USER'
                """)
            .bind("tenantId", tenantId)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** A UIDVALIDITY that no folder of this mailbox had before; none for a mail user. */
  static Optional<Long> nextUidValidity(Handle tx, UUID tenantId, UUID id, Instant now) {
    return tx.createQuery(
            """
            UPDATE mail_mailboxes SET last_uid_validity =
              CASE WHEN last_uid_validity >= :now THEN last_uid_validity + 1 ELSE :now END
            WHERE tenant_id = :tenantId AND id = :id AND kind = 'MAILBOX'
            RETURNING last_uid_validity
            """)
        .bind("tenantId", tenantId)
        .bind("id", id)
        .bind("now", now.getEpochSecond())
        .mapTo(Long.class)
        .findOne();
  }
}
