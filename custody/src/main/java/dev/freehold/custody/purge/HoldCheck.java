package dev.freehold.custody.purge;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells which mailboxes and sites have to be kept. Safe for use by many threads. */
public interface HoldCheck {

  /**
   * Owners under a legal hold that have a key under the policy or were ordered to come under it.
   * The caller holds the policy's row; anyone who places a hold takes the same lock, so the answer
   * is true until the transaction ends.
   *
   * @param max how many at most, 1 to {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}
   * @return their ids in order; empty if nothing stands in the way
   */
  List<UUID> heldOwners(Handle tx, UUID tenantId, UUID policyId, int max);
}
