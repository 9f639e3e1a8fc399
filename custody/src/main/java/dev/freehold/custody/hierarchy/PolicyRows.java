package dev.freehold.custody.hierarchy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.persistence.Duplicates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The policies table and its roots, as administrators see them. */
final class PolicyRows {

  private static final String SELECT =
      """
      SELECT id, tenant_id, kind, name, description, enabled, state, recovering, locked_at,
        created_at, changed_at, purge_reason, purge_contact, purge_requested_by,
        purge_requested_at
      FROM policies \
      """;

  private PolicyRows() {}

  static void insert(Handle tx, Policy policy, WrappedPolicyKey key) {
    int inserted =
        tx.createUpdate(
                """
                INSERT INTO policies (id, tenant_id, kind, name, name_folded, description, enabled,
                  key_generation, key_revision, key_commitment, availability_key_id,
                  wrapped_by_availability, created_at, changed_at)
                VALUES (:id, :tenantId, :kind, :name, :folded, :description, :enabled,
                  :generation, :revision, :commitment, :availabilityKeyId,
                  :wrappedByAvailability, :createdAt, :changedAt)
                ON CONFLICT (tenant_id, name_folded) DO NOTHING\
                """)
            .bind("id", policy.id())
            .bind("tenantId", policy.tenantId())
            .bind("kind", policy.kind().name())
            .bind("name", policy.name())
            .bind("folded", Names.fold(policy.name()))
            .bind("description", policy.description())
            .bind("enabled", policy.enabled())
            .bind("generation", key.generation())
            .bind("revision", key.revision())
            .bind("commitment", key.commitment().bytes())
            .bind("availabilityKeyId", key.availabilityKeyId())
            .bind("wrappedByAvailability", key.wrappedByAvailability().bytes())
            .bind("createdAt", policy.createdAt())
            .bind("changedAt", policy.changedAt())
            .execute();
    if (inserted == 0) {
      throw nameTaken(policy.name());
    }
    for (int slot = 0; slot < key.roots().size(); slot++) {
      tx.createUpdate(
              """
              INSERT INTO policy_roots (policy_id, slot, key_uri, key_version_uri, wrapped_key)
              VALUES (:policyId, :slot, :keyUri, :keyVersionUri, :wrapped)\
              """)
          .bind("policyId", policy.id())
          .bind("slot", slot + 1)
          .bind("keyUri", policy.roots().get(slot).keyUri())
          .bind("keyVersionUri", policy.roots().get(slot).keyVersionUri())
          .bind("wrapped", key.roots().get(slot).wrapped().bytes())
          .execute();
    }
    // Both vaults have just proved that they give the key back.
    AccessRows.agreed(
        tx,
        policy.tenantId(),
        policy.id(),
        policy.createdAt(),
        SilenceBounds.inForce(tx, policy.tenantId()));
  }

  static void requireNameFree(Handle tx, UUID tenantId, String name) {
    if (byName(tx, tenantId, name).isPresent()) {
      throw nameTaken(name);
    }
  }

  static Optional<Policy> byId(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .map(row -> policy(tx, row))
        .findOne();
  }

  static Optional<Policy> byName(Handle tx, UUID tenantId, String name) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND name_folded = :folded")
        .bind("tenantId", tenantId)
        .bind("folded", Names.fold(name))
        .map(row -> policy(tx, row))
        .findOne();
  }

  static List<Policy> ofTenant(Handle tx, UUID tenantId, PolicyKind kind) {
    return tx.createQuery(
            SELECT
                + "WHERE tenant_id = :tenantId AND kind = :kind ORDER BY name_folded LIMIT :limit")
        .bind("tenantId", tenantId)
        .bind("kind", kind.name())
        .bind("limit", CustodyLimits.MAX_PAGE_ROWS)
        .map(row -> policy(tx, row))
        .list();
  }

  /** Changes what an edit names. */
  static void update(Handle tx, Policy changed) {
    try {
      tx.createUpdate(
              """
              UPDATE policies SET name = :name, name_folded = :folded, description = :description,
                enabled = :enabled, changed_at = :changedAt WHERE id = :id\
              """)
          .bind("name", changed.name())
          .bind("folded", Names.fold(changed.name()))
          .bind("description", changed.description())
          .bind("enabled", changed.enabled())
          .bind("changedAt", changed.changedAt())
          .bind("id", changed.id())
          .execute();
    } catch (UnableToExecuteStatementException e) {
      throw Duplicates.isDuplicate(e) ? nameTaken(changed.name()) : e;
    }
  }

  private static Policy policy(Handle tx, RowView row) {
    UUID id = row.getColumn("id", UUID.class);
    return new Policy(
        row.getColumn("tenant_id", UUID.class),
        id,
        PolicyKind.valueOf(row.getColumn("kind", String.class)),
        row.getColumn("name", String.class),
        row.getColumn("description", String.class),
        row.getColumn("enabled", Integer.class) != 0,
        PolicyState.valueOf(row.getColumn("state", String.class)),
        row.getColumn("recovering", Integer.class) != 0,
        row.getColumn("locked_at", Long.class) != null,
        roots(tx, id),
        row.getColumn("created_at", Instant.class),
        row.getColumn("changed_at", Instant.class),
        purge(row));
  }

  private static Optional<PurgeRequest> purge(RowView row) {
    return Optional.ofNullable(row.getColumn("purge_requested_at", Instant.class))
        .map(
            at ->
                new PurgeRequest(
                    row.getColumn("purge_reason", String.class),
                    row.getColumn("purge_contact", String.class),
                    row.getColumn("purge_requested_by", String.class),
                    at));
  }

  private static List<Policy.Root> roots(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT key_uri, key_version_uri FROM policy_roots
            WHERE policy_id = :policyId ORDER BY slot\
            """)
        .bind("policyId", policyId)
        .mapTo(Policy.Root.class)
        .list();
  }

  private static CustodyException nameTaken(String name) {
    return new CustodyException(
        CustodyError.POLICY_NAME_TAKEN,
        "a policy named %s exists in the tenant; choose another name".formatted(name));
  }
}
