package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.access.AccessStatus.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;

/** What asking came to, by policy, when leases are long over; the oldest is forgotten first. */
final class LastAnswers {

  private final int maxPolicies;

  @GuardedBy("this")
  private final LinkedHashMap<UUID, Given> byPolicy = new LinkedHashMap<>();

  LastAnswers(int maxPolicies) {
    this.maxPolicies = maxPolicies;
  }

  /**
   * An answer.
   *
   * @param answer what it was
   * @param withSilence the verdict, if a root was silent and the other did not agree
   * @param atNanos when it came
   */
  record Given(Answer answer, Optional<Verdict.Failed> withSilence, long atNanos) {}

  synchronized void keep(UUID policyId, Verdict verdict, long nowNanos) {
    Optional<Verdict.Failed> withSilence =
        switch (verdict) {
          case Verdict.Agreed _ -> Optional.empty();
          case Verdict.Failed failed -> Optional.of(failed).filter(Verdict.Failed::hasSilence);
        };
    byPolicy.putLast(policyId, new Given(Answer.of(verdict), withSilence, nowNanos));
    if (byPolicy.size() > maxPolicies) {
      byPolicy.pollFirstEntry();
    }
  }

  synchronized Optional<Given> of(UUID policyId) {
    return Optional.ofNullable(byPolicy.get(policyId));
  }

  /** Tells whether neither root of any policy answered when asked within this time. */
  synchronized boolean isAnySilent(Duration within, long nowNanos) {
    return byPolicy.values().stream()
        .filter(given -> given.answer() == Answer.DID_NOT_ANSWER)
        .anyMatch(given -> nowNanos - given.atNanos() < within.toNanos());
  }

  /** What the last asking came to, if a root was silent and the other did not agree. */
  Optional<Verdict.Failed> withSilence(UUID policyId) {
    return of(policyId).flatMap(Given::withSilence);
  }
}
