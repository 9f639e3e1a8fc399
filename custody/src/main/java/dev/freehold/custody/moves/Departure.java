package dev.freehold.custody.moves;

import dev.freehold.custody.hierarchy.PolicyKind;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keys on their way out of a customer's policy, or the policy's own key on its way to other roots.
 *
 * @param from the policy
 * @param to where they go; the same policy if that gets other roots
 * @param targetKind the kind of that policy
 */
record Departure(UUID from, UUID to, PolicyKind targetKind) {

  static Departure toOtherRoots(UUID policyId, PolicyKind kind) {
    return new Departure(policyId, policyId, kind);
  }

  static Departure of(OwnedKey owned) {
    return new Departure(owned.key().policyId(), owned.target(), owned.targetKind());
  }

  /**
   * The departures among some owners' keys; what the service itself manages departs from nobody.
   */
  static Set<Departure> among(Collection<OwnedKey> owners) {
    return owners.stream()
        .filter(owned -> owned.kind().isCustomerManaged())
        .filter(owned -> !owned.isThere() && !owned.isBarred())
        .map(Departure::of)
        .collect(Collectors.toSet());
  }
}
