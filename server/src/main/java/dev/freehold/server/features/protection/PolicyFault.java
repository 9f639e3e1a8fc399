package dev.freehold.server.features.protection;

import dev.freehold.custody.access.AccessStatus;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.checks.RootCheck.Outcome;
import dev.freehold.custody.faults.Fault;
import dev.freehold.custody.protection.PolicyStanding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides whose fault it is that a policy's key is not given, or would not be in an outage. */
final class PolicyFault {

  /** A node that has not asked for this long knows no more than the last cross-check. */
  private static final Duration COUNTS = Duration.ofMinutes(2);

  private PolicyFault() {}

  /** Whether this node has the policy's availability key. */
  enum AvailabilityKey {
    PRESENT,
    MISSING,
    /** Their database does not answer. */
    UNKNOWN
  }

  /**
   * The fault, if there is one.
   *
   * @param here what this node heard when it asked for the policy's key, if its vaults have not
   *     answered since
   * @param isBack whether the vault of a silent root has answered this node since the check
   */
  static Optional<Fault> of(
      PolicyStanding standing,
      Optional<AccessStatus> here,
      AvailabilityKey key,
      Predicate<RootCheck> isBack) {
    if (standing.policy().isLocked()) {
      return Optional.of(Fault.REVOKED);
    }
    Optional<Fault> ofRoots =
        here.filter(status -> status.sinceAnswer().compareTo(COUNTS) < 0)
            .map(AccessStatus::lastAnswer)
            .map(PolicyFault::of)
            .orElseGet(() -> ofChecks(standing.checks(), isBack));
    return ofRoots.or(
        () ->
            switch (key) {
              case PRESENT -> Optional.empty();
              case MISSING -> Optional.of(Fault.NODE_LACKS_KEYS);
              case UNKNOWN -> Optional.of(Fault.DATABASE_DOWN);
            });
  }

  private static Optional<Fault> of(AccessStatus.Answer answer) {
    return switch (answer) {
      case AGREED -> Optional.empty();
      case REFUSED -> Optional.of(Fault.REVOKED);
      case ADDRESS_REFUSED -> Optional.of(Fault.ADDRESS_REFUSED);
      case DID_NOT_ANSWER -> Optional.of(Fault.VAULT_DOES_NOT_ANSWER);
      case WRONG_ANSWER -> Optional.of(Fault.VAULT_ANSWERS_WRONGLY);
    };
  }

  /** One root that agrees is enough, or one that would now as far as is known. */
  private static Optional<Fault> ofChecks(List<RootCheck> checks, Predicate<RootCheck> isBack) {
    List<Outcome> outcomes = checks.stream().map(RootCheck::outcome).toList();
    if (outcomes.isEmpty() || outcomes.contains(Outcome.AGREES)) {
      return Optional.empty();
    }
    if (outcomes.contains(Outcome.REFUSED)) {
      return Optional.of(
          checks.stream().anyMatch(RootCheck::isForAllNodes)
              ? Fault.REVOKED
              : Fault.ADDRESS_REFUSED);
    }
    if (outcomes.contains(Outcome.WRONG_ANSWER)) {
      return Optional.of(Fault.VAULT_ANSWERS_WRONGLY);
    }
    return checks.stream().anyMatch(isBack)
        ? Optional.empty()
        : Optional.of(Fault.VAULT_DOES_NOT_ANSWER);
  }
}
