package dev.freehold.mail.domains;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.mail.MailSeals;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_accepted_domains}, each in the caller's transaction. */
final class DomainRows {

  private static final String SELECT =
      "SELECT %s FROM mail_accepted_domains d ".formatted(MailSeals.ACCEPTED_DOMAIN.columns("d"));

  private DomainRows() {}

  /** False if a tenant has the domain. */
  static boolean insert(Handle tx, AcceptedDomain domain) {
    byte[] seal =
        RowSeals.of(tx)
            .seal(
                MailSeals.ACCEPTED_DOMAIN
                    .row(domain.tenantId(), domain.id())
                    .set("domain", domain.domain())
                    .set("created_at", domain.createdAt())
                    .done());
    return tx.createUpdate(
                """
                INSERT INTO mail_accepted_domains (id, tenant_id, domain, created_at, seal)
                VALUES (:id, :tenantId, :domain, :createdAt, :seal)
                ON CONFLICT (domain) DO NOTHING
                """)
            .bind("id", domain.id())
            .bind("tenantId", domain.tenantId())
            .bind("domain", domain.domain())
            .bind("createdAt", domain.createdAt())
            .bind("seal", seal)
            .execute()
        == 1;
  }

  static Optional<AcceptedDomain> byName(Handle tx, String domain) {
    RowSeals seals = RowSeals.of(tx);
    return tx.createQuery(SELECT + "WHERE d.domain = :domain")
        .bind("domain", domain)
        .map((row, _) -> domain(seals.requireSealed(MailSeals.ACCEPTED_DOMAIN, row, 1)))
        .findOne();
  }

  static List<AcceptedDomain> list(Handle tx, UUID tenantId) {
    RowSeals seals = RowSeals.of(tx);
    return tx
        .createQuery(SELECT + "WHERE d.tenant_id = :tenantId ORDER BY d.domain")
        .bind("tenantId", tenantId)
        .map((row, _) -> seals.sealedOrNone(MailSeals.ACCEPTED_DOMAIN, row, 1))
        .stream()
        .flatMap(Optional::stream)
        .map(DomainRows::domain)
        .toList();
  }

  static int count(Handle tx, UUID tenantId) {
    return tx.createQuery("SELECT COUNT(*) FROM mail_accepted_domains WHERE tenant_id = :tenantId")
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  static void delete(Handle tx, UUID id) {
    tx.createUpdate("DELETE FROM mail_accepted_domains WHERE id = :id").bind("id", id).execute();
  }

  private static AcceptedDomain domain(SealedRow row) {
    return new AcceptedDomain(
        row.key(), row.tenantId(), row.text("domain"), row.time("created_at").orElseThrow());
  }
}
