package dev.freehold.custody.moves;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.orders.Departure;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.seals.SealedRow;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A mailbox or site with its present key and where it has to go.
 *
 * @param ownerId the mailbox or site
 * @param key its present key, as wrapped by the policy that it is under
 * @param kind the kind of that policy
 * @param target the policy that it has to be under
 * @param targetKind the kind of that policy
 * @param targetState where that policy is in its life
 * @param owner what is sealed about the mailbox or site; empty if something else has written that
 * @param mustStay whether the policy that it is under lets nothing go, because its purge was
 *     requested
 */
record KeyToMove(
    UUID ownerId,
    WrappedOwnerKey key,
    PolicyKind kind,
    UUID target,
    PolicyKind targetKind,
    PolicyState targetState,
    Optional<SealedRow> owner,
    boolean mustStay) {

  KeyToMove staysIf(boolean stays) {
    return stays
        ? new KeyToMove(ownerId, key, kind, target, targetKind, targetState, owner, true)
        : this;
  }

  boolean isThere() {
    return key.policyId().equals(target);
  }

  /**
   * Whether it stays where it is: it was ordered to a policy whose purge was then requested, or is
   * bound to be destroyed itself, or nobody knows where it was ordered to.
   */
  boolean isBarred() {
    return !isThere() && (mustStay || owner.isEmpty() || targetState.isPurge());
  }

  /**
   * Whether the key itself has to be made again: one that was wrapped by the service's own keys
   * could be opened by copies of them, whatever wraps it now.
   */
  boolean needsRenewal() {
    return !isThere() && !kind.isCustomerManaged() && targetKind.isCustomerManaged();
  }

  /** Where it goes. */
  Departure departure() {
    return new Departure(key.policyId(), target, targetKind);
  }

  /**
   * The departures among some owners' keys; what the service itself manages departs from nobody.
   */
  static Set<Departure> departures(Collection<KeyToMove> owners) {
    return owners.stream()
        .filter(owned -> owned.kind().isCustomerManaged())
        .filter(owned -> !owned.isThere() && !owned.isBarred())
        .map(KeyToMove::departure)
        .collect(Collectors.toSet());
  }
}
