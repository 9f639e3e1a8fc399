package dev.freehold.custody.owners;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How many mailboxes or sites of a tenant are alike.
 *
 * @param policyId the policy of the key that their new content is sealed under
 * @param targetId the policy that they have to be under
 * @param geoId the geo of sites; empty for mailboxes
 * @param owners how many there are
 */
public record OwnerCount(
    UUID policyId,
    UUID targetId,
    OwnerKind kind,
    Optional<UUID> geoId,
    OwnerProtection protection,
    long owners) {

  /**
   * Counts all of a tenant by one statement. It looks at each mailbox and site, so it takes time in
   * their number, not in that of policies.
   */
  public static List<OwnerCount> of(Handle tx, UUID tenantId) {
    return tx.createQuery(
            """
            SELECT k.policy_id, %1$s AS target_id, o.kind, o.geo_id,
              CASE WHEN o.purge_id IS NOT NULL THEN 'PURGED'
                WHEN k.policy_id = %1$s AND NOT EXISTS (SELECT 1 FROM owner_keys r
                  WHERE r.owner_id = o.id AND r.state = 'RETIRED') THEN 'ENCRYPTED'
                ELSE 'MOVING' END AS protection,
              COUNT(*) AS owners
            FROM key_owners o
              JOIN tenants t ON t.id = o.tenant_id
              JOIN owner_keys k ON k.id = o.owner_key_id AND k.tenant_id = o.tenant_id
              LEFT JOIN geos g ON g.id = o.geo_id
            WHERE o.tenant_id = :tenantId
            GROUP BY 1, 2, 3, 4, 5\
            """
                .formatted(CoveringPolicy.TARGET))
        .bind("tenantId", tenantId)
        .mapTo(OwnerCount.class)
        .list();
  }
}
