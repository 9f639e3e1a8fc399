package dev.freehold.custody.purge;

import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.custody.hierarchy.PolicyState;
import dev.freehold.ledger.note.NoteSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of cases, each statement in the caller's transaction. */
final class CaseRows {

  private static final String SELECT =
      """
      SELECT c.id, c.tenant_id, c.policy_id, p.kind, p.name, p.state, g.code, p.purge_reason,
        p.purge_contact, p.purge_requested_by, c.requested_at, c.without_vaults,
        c.inventory_sha256, c.inventory_owners, c.inventory_objects, c.inventory_bytes,
        c.inventory_taken_at, c.document_sha256, c.signed_sha256, c.signer_certificate_sha256,
        c.signer_name, c.signed_at, c.job_id, c.receipt_entry, c.freed_at, c.freed_objects,
        c.freed_bytes
      FROM purge_cases c
        JOIN policies p ON p.id = c.policy_id
        LEFT JOIN geos g ON g.id = c.geo_id \
      """;

  private CaseRows() {}

  static void insert(
      Handle tx,
      UUID id,
      UUID tenantId,
      UUID policyId,
      Optional<UUID> geoId,
      boolean withoutVaults,
      Instant now) {
    tx.createUpdate(
            """
            INSERT INTO purge_cases (id, tenant_id, policy_id, geo_id, without_vaults, requested_at)
            VALUES (:id, :tenantId, :policyId, :geoId, :withoutVaults, :now)\
            """)
        .bind("id", id)
        .bind("tenantId", tenantId)
        .bind("policyId", policyId)
        .bindByType("geoId", geoId.orElse(null), UUID.class)
        .bind("withoutVaults", withoutVaults ? 1 : 0)
        .bind("now", now)
        .execute();
  }

  /** False if the request said so before. */
  static boolean goWithoutVaults(Handle tx, UUID policyId) {
    return tx.createUpdate(
                """
                UPDATE purge_cases SET without_vaults = 1
                WHERE policy_id = :policyId AND without_vaults = 0\
                """)
            .bind("policyId", policyId)
            .execute()
        == 1;
  }

  static Optional<PurgeCase> byId(Handle tx, UUID id) {
    return tx.createQuery(SELECT + "WHERE c.id = :id")
        .bind("id", id)
        .map(row -> read(tx, row))
        .findOne();
  }

  /** Newest first. */
  static List<PurgeCase> ofTenant(Handle tx, UUID tenantId, int max) {
    return tx.createQuery(
            SELECT
                + "WHERE c.tenant_id = :tenantId ORDER BY c.requested_at DESC, c.id DESC LIMIT"
                + " :max")
        .bind("tenantId", tenantId)
        .bind("max", max)
        .map(row -> read(tx, row))
        .list();
  }

  /** Those of all tenants that are not at their end, oldest first. */
  static List<PurgeCase> open(Handle tx, int max) {
    return tx.createQuery(
            SELECT + "WHERE c.purged_at IS NULL ORDER BY c.requested_at, c.id LIMIT :max")
        .bind("max", max)
        .map(row -> read(tx, row))
        .list();
  }

  static void authorise(
      Handle tx, UUID id, DocumentFacts document, String authorisedBy, Instant now) {
    tx.createUpdate(
            """
            UPDATE purge_cases SET document_sha256 = :document, signed_sha256 = :signed,
              signer_certificate_sha256 = :certificate, signer_name = :name, signed_at = :signedAt,
              authorised_by = :by, authorised_at = :now
            WHERE id = :id\
            """)
        .bind("document", document.documentSha256())
        .bind("signed", document.signedSha256())
        .bind("certificate", document.signerCertificateSha256())
        .bind("name", document.signerName())
        .bind("signedAt", document.signedAt())
        .bind("by", authorisedBy)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** False if the same key approved before. */
  static boolean approve(Handle tx, UUID id, OperatorApproval approval) {
    return tx.createUpdate(
                """
                INSERT INTO purge_approvals
                  (case_id, key_id, operator_name, statement_sha256, approved_at, signature)
                VALUES (:id, :keyId, :name, :statement, :at, :signature)
                ON CONFLICT (case_id, key_id) DO NOTHING\
                """)
            .bind("id", id)
            .bind("keyId", approval.keyId())
            .bind("name", approval.operatorName())
            .bind("statement", approval.statementSha256())
            .bind("at", approval.at())
            .bindByType(
                "signature",
                approval.signature().map(NoteSignature::line).orElse(null),
                String.class)
            .execute()
        == 1;
  }

  static void begin(Handle tx, UUID id, UUID jobId) {
    tx.createUpdate("UPDATE purge_cases SET job_id = :jobId WHERE id = :id")
        .bind("jobId", jobId)
        .bind("id", id)
        .execute();
  }

  private static PurgeCase read(Handle tx, RowView row) {
    UUID id = row.getColumn("id", UUID.class);
    PolicyState state = PolicyState.valueOf(row.getColumn("state", String.class));
    PolicyKind kind = PolicyKind.valueOf(row.getColumn("kind", String.class));
    UUID tenantId = row.getColumn("tenant_id", UUID.class);
    Workload workload = kind == PolicyKind.FILE ? Workload.SHAREPOINT : Workload.EXCHANGE;
    Long receipt = row.getColumn("receipt_entry", Long.class);
    return new PurgeCase(
        id,
        tenantId,
        workload,
        row.getColumn("policy_id", UUID.class),
        row.getColumn("name", String.class),
        Optional.ofNullable(row.getColumn("code", String.class)),
        state,
        row.getColumn("purge_reason", String.class),
        row.getColumn("purge_contact", String.class),
        row.getColumn("purge_requested_by", String.class),
        row.getColumn("requested_at", Instant.class),
        row.getColumn("without_vaults", Integer.class) != 0,
        workload == Workload.EXCHANGE ? List.of() : ConsentRows.of(tx, tenantId, id, state),
        inventory(row),
        document(row),
        approvals(tx, id),
        Optional.ofNullable(row.getColumn("job_id", UUID.class)),
        receipt == null ? OptionalLong.empty() : OptionalLong.of(receipt),
        Optional.ofNullable(row.getColumn("freed_at", Instant.class))
            .map(
                at ->
                    new FreedContent(
                        at,
                        row.getColumn("freed_objects", Long.class),
                        row.getColumn("freed_bytes", Long.class))));
  }

  /** False if that was noted before, or the purge has not ended. */
  static boolean freed(Handle tx, UUID id, FreedContent freed) {
    return tx.createUpdate(
                """
                UPDATE purge_cases SET freed_at = :at, freed_objects = :objects,
                  freed_bytes = :bytes
                WHERE id = :id AND purged_at IS NOT NULL AND freed_at IS NULL\
                """)
            .bind("at", freed.at())
            .bind("objects", freed.objects())
            .bind("bytes", freed.bytes())
            .bind("id", id)
            .execute()
        == 1;
  }

  private static Optional<Inventory> inventory(RowView row) {
    return Optional.ofNullable(row.getColumn("inventory_sha256", String.class))
        .map(
            sha256 ->
                new Inventory(
                    sha256,
                    row.getColumn("inventory_owners", Long.class),
                    row.getColumn("inventory_objects", Long.class),
                    row.getColumn("inventory_bytes", Long.class),
                    row.getColumn("inventory_taken_at", Instant.class)));
  }

  private static Optional<DocumentFacts> document(RowView row) {
    return Optional.ofNullable(row.getColumn("document_sha256", String.class))
        .map(
            sha256 ->
                new DocumentFacts(
                    sha256,
                    row.getColumn("signed_sha256", String.class),
                    row.getColumn("inventory_sha256", String.class),
                    row.getColumn("signer_certificate_sha256", String.class),
                    row.getColumn("signer_name", String.class),
                    row.getColumn("signed_at", Instant.class)));
  }

  private static List<OperatorApproval> approvals(Handle tx, UUID id) {
    return tx.createQuery(
            """
            SELECT operator_name, key_id, statement_sha256, approved_at, signature
            FROM purge_approvals
            WHERE case_id = :id ORDER BY approved_at, key_id\
            """)
        .bind("id", id)
        .map(
            row ->
                new OperatorApproval(
                    row.getColumn("operator_name", String.class),
                    row.getColumn("key_id", String.class),
                    row.getColumn("statement_sha256", String.class),
                    row.getColumn("approved_at", Instant.class),
                    Optional.ofNullable(row.getColumn("signature", String.class))
                        .map(NoteSignature::parse)))
        .list();
  }
}
