package dev.freehold.custody.purge;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What stands in the way of a purge, each statement in the caller's transaction. */
final class PurgeRows {

  private PurgeRows() {}

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
}
