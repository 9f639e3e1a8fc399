package dev.freehold.custody.access;

import dev.freehold.custody.access.AccessStatus.Answer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;

/** What asking came to, by policy, when leases are long over; the oldest is forgotten first. */
final class LastAnswers {

  private final int maxPolicies;
  private final LinkedHashMap<UUID, Given> byPolicy = new LinkedHashMap<>();

  LastAnswers(int maxPolicies) {
    this.maxPolicies = maxPolicies;
  }

  /**
   * An answer.
   *
   * @param answer what it was
   * @param atNanos when it came
   */
  record Given(Answer answer, long atNanos) {}

  synchronized void keep(UUID policyId, Answer answer, long nowNanos) {
    byPolicy.putLast(policyId, new Given(answer, nowNanos));
    if (byPolicy.size() > maxPolicies) {
      byPolicy.pollFirstEntry();
    }
  }

  synchronized Optional<Given> of(UUID policyId) {
    return Optional.ofNullable(byPolicy.get(policyId));
  }
}
