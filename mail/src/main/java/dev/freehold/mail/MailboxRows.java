package dev.freehold.mail;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_mailboxes}, each in the caller's transaction. */
final class MailboxRows {

  private static final String COLUMNS = "id, tenant_id, address, display_name, kind, created_at";

  private MailboxRows() {}

  static Optional<Mailbox> byId(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(
            "SELECT " + COLUMNS + " FROM mail_mailboxes WHERE tenant_id = :tenantId AND id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .mapTo(Mailbox.class)
        .findOne();
  }

  /** Those of some mailboxes that are the tenant's, by id. */
  static Map<UUID, Mailbox> byIds(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : tx
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM mail_mailboxes WHERE tenant_id = :tenantId AND id IN (<ids>)")
            .bind("tenantId", tenantId)
            .bindList("ids", List.copyOf(ids))
            .mapTo(Mailbox.class)
            .stream()
            .collect(Collectors.toMap(Mailbox::id, mailbox -> mailbox));
  }

  /** Makes a mailbox of a mail user, whose mail is here from now on; false if it is none. */
  static boolean migrate(Handle tx, UUID tenantId, UUID id, Instant now) {
    return tx.createUpdate(
                """
                UPDATE mail_mailboxes
                SET kind = 'MAILBOX', external_address = NULL, changed_at = :now
                WHERE tenant_id = :tenantId AND id = :id AND kind = 'MAIL_USER'
                """)
            .bind("tenantId", tenantId)
            .bind("id", id)
            .bind("now", now)
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
