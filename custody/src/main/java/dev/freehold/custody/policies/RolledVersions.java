package dev.freehold.custody.policies;

import dev.freehold.custody.policies.RootRolls.RolledRoot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The versions of root keys that rolls have left behind. */
public final class RolledVersions {

  private static final int MAX_LISTED = 10;

  /** How many of a tenant's are read: 50 policies rolled every month leave as many in 20 months. */
  private static final int MAX_LISTED_OF_TENANT = 2_000;

  private RolledVersions() {}

  static void insert(Handle tx, RolledRoot rolled, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO rolled_versions (policy_id, slot, key_version_uri, rolled_at)
            VALUES (:policyId, :slot, :uri, :now)
            ON CONFLICT (policy_id, slot, key_version_uri) DO UPDATE SET rolled_at = :now\
            """)
        .bind("policyId", rolled.policyId())
        .bind("slot", rolled.slot())
        .bind("uri", rolled.from().toString())
        .bind("now", now)
        .execute();
  }

  /**
   * A version that a roll has left behind.
   *
   * @param slot 1 or 2
   */
  public record Version(UUID policyId, int slot, String keyVersionUri, Instant rolledAt) {}

  /** Those of a tenant's policies, the newest first; at most two thousand. */
  public static List<Version> ofTenant(Handle tx, UUID tenantId) {
    return tx.createQuery(
            """
            SELECT v.policy_id, v.slot, v.key_version_uri, v.rolled_at
            FROM policies p JOIN rolled_versions v ON v.policy_id = p.id
            WHERE p.tenant_id = :tenantId
            ORDER BY v.rolled_at DESC, v.policy_id, v.slot LIMIT :max\
            """)
        .bind("tenantId", tenantId)
        .bind("max", MAX_LISTED_OF_TENANT)
        .mapTo(Version.class)
        .list();
  }

  /** Without those that the policy has come back to. */
  static List<String> of(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT v.key_version_uri FROM rolled_versions v
            WHERE v.policy_id = :policyId AND NOT EXISTS (
              SELECT 1 FROM policy_roots r WHERE r.policy_id = v.policy_id
                AND r.key_version_uri = v.key_version_uri)
            ORDER BY v.rolled_at DESC, v.slot LIMIT :max\
            """)
        .bind("policyId", policyId)
        .bind("max", MAX_LISTED)
        .mapTo(String.class)
        .list();
  }
}
