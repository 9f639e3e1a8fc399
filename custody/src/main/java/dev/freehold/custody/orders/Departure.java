package dev.freehold.custody.orders;

import dev.freehold.custody.policies.PolicyKind;
import java.util.UUID;

/**
 * Keys that are to leave a customer's policy, or the policy's own key that is to get other roots.
 *
 * @param from the policy
 * @param to the policy where they go; the same policy if it gets other roots
 * @param targetKind the kind of that policy
 */
public record Departure(UUID from, UUID to, PolicyKind targetKind) {

  /** A policy's own key, on its way to other roots. */
  public static Departure toOtherRoots(UUID policyId, PolicyKind kind) {
    return new Departure(policyId, policyId, kind);
  }
}
