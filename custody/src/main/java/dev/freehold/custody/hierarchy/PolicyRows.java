package dev.freehold.custody.hierarchy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The policies table and its roots, as administrators see them. */
final class PolicyRows {

  private static final String SELECT =
      "SELECT id, tenant_id, name, description, enabled, created_at FROM policies ";

  private PolicyRows() {}

  static void insert(Handle tx, Policy policy, WrappedPolicyKey key) {
    int inserted =
        tx.createUpdate(
                """
                INSERT INTO policies (id, tenant_id, name, name_folded, description, enabled,
                  key_generation, key_commitment, availability_key_id, wrapped_by_availability,
                  created_at)
                VALUES (:id, :tenantId, :name, :folded, :description, :enabled, :generation,
                  :commitment, :availabilityKeyId, :wrappedByAvailability, :createdAt)
                ON CONFLICT (tenant_id, name_folded) DO NOTHING\
                """)
            .bind("id", policy.id())
            .bind("tenantId", policy.tenantId())
            .bind("name", policy.name())
            .bind("folded", Names.fold(policy.name()))
            .bind("description", policy.description())
            .bind("enabled", policy.enabled())
            .bind("generation", key.generation())
            .bind("commitment", key.commitment().bytes())
            .bind("availabilityKeyId", key.availabilityKeyId())
            .bind("wrappedByAvailability", key.wrappedByAvailability().bytes())
            .bind("createdAt", policy.createdAt())
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
  }

  /** Counts one more policy if there is room; one statement, so that two cannot both be last. */
  static void takePlace(Handle tx, UUID tenantId) {
    int taken =
        tx.createUpdate(
                """
                UPDATE tenants SET policy_count = policy_count + 1
                WHERE id = :id AND policy_count < :limit\
                """)
            .bind("id", tenantId)
            .bind("limit", CustodyLimits.MAX_POLICIES_PER_TENANT)
            .execute();
    if (taken == 0) {
      requireRoom(tx, tenantId);
    }
  }

  static void requireRoom(Handle tx, UUID tenantId) {
    int count =
        tx.createQuery("SELECT policy_count FROM tenants WHERE id = :id")
            .bind("id", tenantId)
            .mapTo(Integer.class)
            .findOne()
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.TENANT_NOT_FOUND, "no such tenant; check the tenant's GUID"));
    if (count >= CustodyLimits.MAX_POLICIES_PER_TENANT) {
      throw new CustodyException(
          CustodyError.POLICY_LIMIT_REACHED,
          "a tenant has at most %d policies that were not purged; use one of those"
              .formatted(CustodyLimits.MAX_POLICIES_PER_TENANT));
    }
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
        .mapTo(Row.class)
        .findOne()
        .map(row -> row.toPolicy(roots(tx, row.id())));
  }

  static Optional<Policy> byName(Handle tx, UUID tenantId, String name) {
    return tx.createQuery(SELECT + "WHERE tenant_id = :tenantId AND name_folded = :folded")
        .bind("tenantId", tenantId)
        .bind("folded", Names.fold(name))
        .mapTo(Row.class)
        .findOne()
        .map(row -> row.toPolicy(roots(tx, row.id())));
  }

  static List<Policy> ofTenant(Handle tx, UUID tenantId) {
    return tx
        .createQuery(SELECT + "WHERE tenant_id = :tenantId ORDER BY name_folded LIMIT :limit")
        .bind("tenantId", tenantId)
        .bind("limit", CustodyLimits.MAX_PAGE_ROWS)
        .mapTo(Row.class)
        .list()
        .stream()
        .map(row -> row.toPolicy(roots(tx, row.id())))
        .toList();
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

  /** A row of policies. */
  record Row(
      UUID id, UUID tenantId, String name, String description, boolean enabled, Instant createdAt) {

    Policy toPolicy(List<Policy.Root> roots) {
      return new Policy(tenantId, id, name, description, enabled, roots, createdAt);
    }
  }
}
