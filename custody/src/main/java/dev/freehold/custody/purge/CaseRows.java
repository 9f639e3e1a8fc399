package dev.freehold.custody.purge;

import static dev.freehold.custody.seals.CustodySeals.PURGE_CASE;

import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PurgeRequest;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.Query;

/** The table of purge cases, each statement in the caller's transaction. */
public final class CaseRows {

  private static final String SELECT =
      """
      SELECT %s, g.code AS geo, c.requested_at, c.inventory_owners, c.inventory_objects,
        c.inventory_bytes, c.inventory_taken_at, c.receipt_entry, c.freed_at,
        c.freed_objects, c.freed_bytes
      FROM purge_cases c LEFT JOIN geos g ON g.id = c.geo_id \
      """
          .formatted(PURGE_CASE.columns("c"));

  private CaseRows() {}

  static void insert(
      Handle tx,
      WriteAct act,
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
    RowSeals.of(tx)
        .keep(
            tx,
            act,
            PURGE_CASE
                .row(tenantId, id)
                .set("policy_id", policyId)
                .set("geo_id", geoId)
                .set("job_id", null)
                .set("without_vaults", withoutVaults)
                .set("signed_at", null)
                .set("authorised_at", null)
                .set("inventory_sha256", null)
                .set("document_sha256", null)
                .set("signed_sha256", null)
                .set("signer_certificate_sha256", null)
                .set("signer_name", null)
                .set("authorised_by", null)
                .done());
  }

  /** Changes what a case authorises; others wait until the transaction ends. */
  static void change(Handle tx, WriteAct act, UUID id, UnaryOperator<SealedRow> change) {
    RowSeals seals = RowSeals.of(tx);
    SealedRow before = seals.forUpdate(tx, PURGE_CASE, id).orElseThrow(PurgeRefusals::noSuchCase);
    seals.update(tx, act, before, change.apply(before));
  }

  /** False if the request said so before. */
  static boolean goWithoutVaults(Handle tx, WriteAct act, UUID policyId) {
    Optional<UUID> with =
        tx.createQuery(
                """
                SELECT id FROM purge_cases
                WHERE policy_id = :policyId AND without_vaults = 0\
                """)
            .bind("policyId", policyId)
            .mapTo(UUID.class)
            .findOne();
    with.ifPresent(id -> change(tx, act, id, row -> row.with("without_vaults", true)));
    return with.isPresent();
  }

  /** The case of this id, whatever its tenant. */
  public static Optional<PurgeCase> byId(Handle tx, UUID id) {
    return RowSeals.of(tx)
        .one(PURGE_CASE, tx.createQuery(SELECT + "WHERE c.id = :id").bind("id", id), Row.class)
        .map(row -> row.purge(tx, PolicyAuthority.policy(tx, row.tenantId(), row.policyId())));
  }

  /** Newest first. */
  static List<PurgeCase> ofTenant(Handle tx, UUID tenantId, int max) {
    return list(
        tx,
        tx.createQuery(
                SELECT
                    + """
                    WHERE c.tenant_id = :tenantId
                    ORDER BY c.requested_at DESC, c.id DESC LIMIT :max\
                    """)
            .bind("tenantId", tenantId)
            .bind("max", max));
  }

  /** Those of all tenants that wait for something, an attestation at last, oldest first. */
  static List<PurgeCase> open(Handle tx, int max) {
    return list(
        tx,
        tx.createQuery(
                SELECT
                    + """
                    WHERE c.purged_at IS NULL
                      OR NOT EXISTS (SELECT 1 FROM purge_backups b WHERE b.case_id = c.id)
                    ORDER BY c.requested_at, c.id LIMIT :max\
                    """)
            .bind("max", max));
  }

  /** A case whose policy is refused is left out too. */
  private static List<PurgeCase> list(Handle tx, Query query) {
    List<Row> rows = RowSeals.of(tx).list(PURGE_CASE, query, Row.class);
    Map<UUID, Policy> policies =
        PolicyAuthority.policies(tx, rows.stream().map(Row::policyId).distinct().toList());
    return rows.stream()
        .filter(row -> policies.containsKey(row.policyId()))
        .map(row -> row.purge(tx, policies.get(row.policyId())))
        .toList();
  }

  static void authorise(
      Handle tx, WriteAct act, UUID id, DocumentFacts document, String authorisedBy, Instant now) {
    change(
        tx,
        act,
        id,
        row ->
            row.with("document_sha256", document.documentSha256())
                .with("signed_sha256", document.signedSha256())
                .with("signer_certificate_sha256", document.signerCertificateSha256())
                .with("signer_name", document.signerName())
                .with("signed_at", document.signedAt())
                .with("authorised_by", authorisedBy)
                .with("authorised_at", now));
  }

  static void begin(Handle tx, WriteAct act, UUID id, UUID jobId) {
    change(tx, act, id, row -> row.with("job_id", jobId));
  }

  /** False if that was noted before, or the purge has not ended. */
  static boolean freed(Handle tx, UUID id, FreedContent freed) {
    return tx.createUpdate(
                """
                UPDATE purge_cases SET freed_at = :at, freed_objects = :objects,
                  freed_bytes = :bytes
                WHERE id = :id AND purged_at IS NOT NULL AND freed_at IS NULL\
                """)
            .bindMethods(freed)
            .bind("id", id)
            .execute()
        == 1;
  }

  /** A case without what stands with its policy. */
  private record Row(
      UUID id,
      UUID tenantId,
      UUID policyId,
      Optional<String> geo,
      Instant requestedAt,
      boolean withoutVaults,
      @Nested("inventory") Optional<Inventory> inventory,
      @Nested Optional<DocumentFacts> document,
      Optional<UUID> jobId,
      OptionalLong receiptEntry,
      @Nested("freed") Optional<FreedContent> freed) {

    PurgeCase purge(Handle tx, Policy policy) {
      PurgeWorkload workload =
          policy.kind() == PolicyKind.FILE ? PurgeWorkload.SHAREPOINT : PurgeWorkload.EXCHANGE;
      PurgeRequest request = policy.purge().orElseThrow();
      return new PurgeCase(
          id,
          tenantId,
          workload,
          policyId,
          policy.name(),
          geo,
          policy.state(),
          request.reason(),
          request.contact(),
          request.requestedBy(),
          requestedAt,
          withoutVaults,
          workload == PurgeWorkload.EXCHANGE
              ? List.of()
              : ConsentRows.of(tx, tenantId, id, policy.state()),
          inventory,
          document,
          ApprovalRows.of(tx, id),
          jobId,
          receiptEntry,
          freed,
          BackupRows.of(tx, id));
    }
  }
}
