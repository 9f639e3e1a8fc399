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
   * @param silence the verdict, if neither root was heard
   * @param atNanos when it came
   */
  record Given(Answer answer, Optional<Verdict.Failed> silence, long atNanos) {}

  synchronized void keep(UUID policyId, Verdict verdict, long nowNanos) {
    Optional<Verdict.Failed> silence =
        switch (verdict) {
          case Verdict.Agreed _ -> Optional.empty();
          case Verdict.Failed failed -> Optional.of(failed).filter(Verdict.Failed::isSilence);
        };
    byPolicy.putLast(policyId, new Given(Answer.of(verdict), silence, nowNanos));
    if (byPolicy.size() > maxPolicies) {
      byPolicy.pollFirstEntry();
    }
  }

  synchronized Optional<Given> of(UUID policyId) {
    return Optional.ofNullable(byPolicy.get(policyId));
  }

  /** What the last asking came to, if it met with nothing but silence. */
  Optional<Verdict.Failed> silence(UUID policyId) {
    return of(policyId).flatMap(Given::silence);
  }
}
