package dev.freehold.content.store;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What of a tenant's content is under a policy, by the keys that it is sealed under: they decide
 * who can read it.
 *
 * @param objects messages and documents
 * @param bytes their size before they were sealed
 */
public record ContentUnder(UUID policyId, long objects, long bytes) {

  /**
   * Counts all by one statement; policies without content are left out. It reads an entry of the
   * index for each object, so it takes time in their number.
   */
  public static List<ContentUnder> of(Handle tx, UUID tenantId) {
    return tx.createQuery(
            """
            SELECT p.id AS policy_id, COUNT(*) AS objects,
              CAST(SUM(c.plaintext_bytes) AS BIGINT) AS bytes
            FROM policies p
              JOIN owner_keys k ON k.policy_id = p.id AND k.state <> 'DESTROYED'
              JOIN content_objects c ON c.owner_key_id = k.id AND c.state = :active
            WHERE p.tenant_id = :tenantId
            GROUP BY p.id
            """)
        .bind("tenantId", tenantId)
        .bind("active", ObjectState.ACTIVE.stored())
        .mapTo(ContentUnder.class)
        .list();
  }
}
