package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.access.AccessStatus.Answer;
import dev.freehold.custody.policies.OpenablePolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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
   * @param silentVaults the URLs of the vaults by slot, if all of them were silent; else empty
   * @param atNanos when it came
   */
  record Given(
      Answer answer,
      Optional<Verdict.Failed> withSilence,
      List<String> silentVaults,
      long atNanos) {}

  synchronized void keep(OpenablePolicy policy, Verdict verdict, long nowNanos) {
    Optional<Verdict.Failed> withSilence =
        switch (verdict) {
          case Verdict.Agreed _ -> Optional.empty();
          case Verdict.Failed failed -> Optional.of(failed).filter(Verdict.Failed::hasSilence);
        };
    Answer answer = Answer.of(verdict);
    List<String> silentVaults =
        switch (answer) {
          case AGREED, REFUSED, ADDRESS_REFUSED, WRONG_ANSWER -> List.of();
          case DID_NOT_ANSWER ->
              policy.key().roots().stream().map(root -> root.keyVersion().vaultUrl()).toList();
        };
    byPolicy.putLast(
        policy.key().policyId(), new Given(answer, withSilence, silentVaults, nowNanos));
    if (byPolicy.size() > maxPolicies) {
      byPolicy.pollFirstEntry();
    }
  }

  synchronized Optional<Given> of(UUID policyId) {
    return Optional.ofNullable(byPolicy.get(policyId));
  }

  /** The policies neither of whose roots answered when asked within this time. */
  synchronized Map<UUID, Given> silent(Duration within, long nowNanos) {
    return byPolicy.entrySet().stream()
        .filter(entry -> !entry.getValue().silentVaults().isEmpty())
        .filter(entry -> nowNanos - entry.getValue().atNanos() < within.toNanos())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What the last asking came to, if a root was silent and the other did not agree. */
  Optional<Verdict.Failed> withSilence(UUID policyId) {
    return of(policyId).flatMap(Given::withSilence);
  }
}
