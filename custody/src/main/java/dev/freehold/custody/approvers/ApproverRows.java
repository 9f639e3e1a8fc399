package dev.freehold.custody.approvers;

import static dev.freehold.custody.seals.CustodySeals.APPROVER;

import dev.freehold.custody.passwords.PassphraseKeys.Derivation;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of approvers, each statement in the caller's transaction. */
final class ApproverRows {

  private static final String SELECT =
      "SELECT %s, registered_at FROM approvers a ".formatted(APPROVER.columns("a"));

  private ApproverRows() {}

  /** A caller that registers an approver for a tenant waits for others that do. */
  static void lock(Handle tx, UUID tenantId) {
    tx.createUpdate("UPDATE tenants SET created_at = created_at WHERE id = :id")
        .bind("id", tenantId)
        .execute();
  }

  static void insert(Handle tx, Approver approver) {
    tx.createUpdate(
            """
            INSERT INTO approvers (id, tenant_id, object_id, signs, certificate, issuers,
              registered_by, registered_at, effective_at)
            VALUES (:id, :tenantId, :objectId, :signs, :certificate, :issuers, :by, :at,
              :effectiveAt)\
            """)
        .bind("id", approver.id())
        .bind("tenantId", approver.tenantId())
        .bind("objectId", approver.objectId())
        .bind("signs", approver.signs().name())
        .bind(
            "certificate",
            approver.certificate().map(own -> der(List.of(own.certificate()))).orElse(null))
        .bind("issuers", approver.certificate().map(own -> der(own.issuers())).orElse(null))
        .bind("by", approver.registeredBy())
        .bind("at", approver.registeredAt())
        .bind("effectiveAt", approver.effectiveAt())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            APPROVER
                .row(approver.tenantId(), approver.id())
                .set("object_id", approver.objectId())
                .set("signs", approver.signs())
                .set("registered_by", approver.registeredBy())
                .set(
                    "certificate",
                    approver.certificate().map(own -> der(List.of(own.certificate()))))
                .set("issuers", approver.certificate().map(own -> der(own.issuers())))
                .set("crl", null)
                .set("effective_at", approver.effectiveAt())
                .set("withdrawn_at", null)
                .set("revoked_at", null)
                .done());
  }

  /** What was not withdrawn, the newest first. */
  static List<Approver> ofTenant(Handle tx, UUID tenantId, int max) {
    return RowSeals.of(tx)
        .list(
            APPROVER,
            tx.createQuery(
                    SELECT
                        + """
                        WHERE tenant_id = :tenantId AND withdrawn_at IS NULL
                        ORDER BY registered_at DESC, id LIMIT :max\
                        """)
                .bind("tenantId", tenantId)
                .bind("max", max),
            ApproverRows::approver);
  }

  static Optional<Approver> byId(Handle tx, UUID tenantId, UUID id) {
    return RowSeals.of(tx)
        .one(
            APPROVER,
            tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND id = :id")
                .bind("tenantId", tenantId)
                .bind("id", id),
            ApproverRows::approver);
  }

  /** Registrations of a person that were not withdrawn and have a key here, the newest first. */
  static List<Approver> withKey(Handle tx, UUID tenantId, UUID objectId, int max) {
    return tx.createQuery(
            SELECT
                + """
                WHERE tenant_id = :tenantId AND object_id = :objectId AND withdrawn_at IS NULL
                  AND sealed_private_key IS NOT NULL
                ORDER BY registered_at DESC, id LIMIT :max\
                """)
        .bind("tenantId", tenantId)
        .bind("objectId", objectId)
        .bind("max", max)
        .map(row -> approver(row))
        .list();
  }

  static void withdraw(Handle tx, UUID id, Instant now) {
    set(tx, id, "withdrawn_at", now);
  }

  static void revoke(Handle tx, UUID id, Instant now) {
    set(tx, id, "revoked_at", now);
  }

  static void keepCrl(Handle tx, UUID id, RevocationList crl) {
    set(tx, id, "crl", crl.bytes());
  }

  private static void set(Handle tx, UUID id, String field, Object value) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before = seals.forUpdate(tx, APPROVER, id).orElseThrow();
    seals.update(tx, before, before.with(field, value));
  }

  /** Gives a registration its key, once. */
  static boolean keepKey(Handle tx, UUID id, IssuedKey issued, SealedKey key) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> bare =
        seals
            .forUpdate(tx, APPROVER, id)
            .filter(row -> row.isEmpty("certificate") && row.isEmpty("withdrawn_at"));
    bare.ifPresent(
        row ->
            seals.update(
                tx,
                row,
                row.with("certificate", der(List.of(issued.certificate())))
                    .with("issuers", der(issued.issuers()))));
    if (bare.isPresent()) {
      tx.createUpdate(
              """
              UPDATE approvers SET key_iterations = :iterations, key_salt = :salt,
                sealed_private_key = :sealed
              WHERE id = :id\
              """)
          .bind("iterations", key.derivation().iterations())
          .bind("salt", key.derivation().salt())
          .bind("sealed", key.sealed())
          .bind("id", id)
          .execute();
    }
    return bare.isPresent();
  }

  static Optional<SealedKey> key(Handle tx, UUID id) {
    return tx.createQuery(
            """
            SELECT key_iterations, key_salt, sealed_private_key FROM approvers
            WHERE id = :id AND sealed_private_key IS NOT NULL\
            """)
        .bind("id", id)
        .map(
            (row, _) ->
                new SealedKey(
                    new Derivation(row.getInt("key_iterations"), row.getBytes("key_salt")),
                    row.getBytes("sealed_private_key")))
        .findOne();
  }

  /** Whether the purge of anything of the tenant's was requested and has not ended. */
  static boolean isPurgeOpen(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT 1 FROM purge_cases WHERE tenant_id = :tenantId AND purged_at IS NULL LIMIT 1")
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static byte[] der(List<X509Certificate> certificates) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (X509Certificate certificate : certificates) {
        all.writeBytes(certificate.getEncoded());
      }
      return all.toByteArray();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static Approver approver(RowView row) {
    return new Approver(
        row.getColumn("id", UUID.class),
        row.getColumn("tenant_id", UUID.class),
        row.getColumn("object_id", UUID.class),
        SigningPlace.valueOf(row.getColumn("signs", String.class)),
        Optional.ofNullable(row.getColumn("certificate", byte[].class))
            .map(
                own ->
                    new ApproverCertificate(
                        CertificateReader.parse(own).getFirst(),
                        issuers(row.getColumn("issuers", byte[].class)),
                        Optional.ofNullable(row.getColumn("crl", byte[].class))
                            .map(RevocationList::parse))),
        row.getColumn("registered_by", String.class),
        row.getColumn("registered_at", Instant.class),
        row.getColumn("effective_at", Instant.class),
        Optional.ofNullable(row.getColumn("revoked_at", Instant.class)));
  }

  private static List<X509Certificate> issuers(byte[] der) {
    return der == null || der.length == 0 ? List.of() : CertificateReader.parse(der);
  }
}
