package dev.freehold.custody.purge;

import dev.freehold.custody.policies.Policy;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What stands in the way of a purge, each statement in the caller's transaction. */
final class PurgeObstacles {

  private static final int MAX_HELD = 100;

  private PurgeObstacles() {}

  /** Whether somebody is about to get back what the policy's keys protect, by other keys. */
  static boolean isRecoveryPending(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT 1 FROM recovery_requests WHERE policy_id = :policyId
              AND state NOT IN ('DONE', 'CANCELLED', 'DENIED') LIMIT 1\
            """)
        .bind("policyId", policyId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Some of the owners under a legal hold that keep the policy from being purged. */
  static List<UUID> held(Handle tx, HoldCheck holds, Policy policy) {
    return holds.heldOwners(tx, policy.tenantId(), policy.id(), MAX_HELD);
  }
}
