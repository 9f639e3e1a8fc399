package dev.freehold.custody.hierarchy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Refuses to let content out of a policy whose roots both refuse, to keys that its owner did not
 * name. The availability key would carry it there, and a single administrator would have undone the
 * revocation.
 */
final class LeavingLocked {

  private LeavingLocked() {}

  /** Mailboxes that are to have no policy of their own any more. */
  static void requireNone(Handle tx, UUID tenantId, List<UUID> mailboxIds) {
    refuse(
        tx.createQuery(
                """
                SELECT p.name FROM key_owners o
                  JOIN owner_keys k ON k.id = o.owner_key_id
                  JOIN policies p ON p.id = k.policy_id
                  JOIN tenants t ON t.id = o.tenant_id
                WHERE o.tenant_id = :tenantId AND o.id IN (<ids>)
                  AND p.locked_at IS NOT NULL AND p.kind <> 'SERVICE_MANAGED'
                  AND p.id <> COALESCE(t.multi_workload_policy_id, t.service_policy_id)
                LIMIT 1\
                """)
            .bind("tenantId", tenantId)
            .bindList("ids", mailboxIds)
            .mapTo(String.class)
            .findOne());
  }

  /** The tenant, which is to have no multi-workload policy any more. */
  static void requireNotAssigned(Handle tx, UUID tenantId) {
    refuse(
        tx.createQuery(
                """
                SELECT p.name FROM tenants t JOIN policies p ON p.id = t.multi_workload_policy_id
                WHERE t.id = :tenantId AND p.locked_at IS NOT NULL\
                """)
            .bind("tenantId", tenantId)
            .mapTo(String.class)
            .findOne());
  }

  private static void refuse(Optional<String> locked) {
    if (locked.isPresent()) {
      throw new CustodyException(
          CustodyError.POLICY_LOCKED,
          ("both roots of the policy %s refuse; give the service access again, assign a policy with"
                  + " other keys of yours, or ask for recovery")
              .formatted(locked.get()));
    }
  }
}
