package dev.freehold.custody.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What this process heard of vaults when it last asked them for keys, and whether those that were
 * silent then have answered since. What is older than two minutes says nothing: a vault that is
 * needed is asked once a lease. It is told, and decides nothing.
 */
public final class RootsHeard {

  private static final Duration COUNTS = Duration.ofMinutes(2);
  private static final Duration BACK_COUNTS = Duration.ofMinutes(15);
  private static final Duration BACK_LATELY = Duration.ofMinutes(10);

  private final SilentRoots vaults;
  private final LastAnswers policies;
  private final VaultsBack back;
  private final LongSupplier nanoTime;

  RootsHeard(SilentRoots vaults, LastAnswers policies, VaultsBack back, LongSupplier nanoTime) {
    this.vaults = vaults;
    this.policies = policies;
    this.back = back;
    this.nanoTime = nanoTime;
  }

  /** Whether a vault was silent when it was last asked. */
  public boolean isAnyVaultSilent() {
    return !silentVaults().isEmpty();
  }

  /** Whether a vault refused a key when it was last asked for it. */
  public boolean isAnyKeyRefused() {
    return vaults.isAnyRefused(COUNTS);
  }

  /** Whether both vaults of a policy were silent when they were last asked. */
  public boolean isAnyPolicyWithoutAnswer() {
    return silentPolicies().findAny().isPresent();
  }

  /**
   * Roots that were silent when they were last asked, by the URL of their vault; no vault is among
   * them that has {@link #answered} since.
   */
  public Map<String, List<PolicyRoot>> silent() {
    Stream<Map.Entry<String, PolicyRoot>> ofPolicies =
        silentPolicies().flatMap(silent -> roots(silent.getKey(), silent.getValue()));
    return Stream.concat(silentVaults().entrySet().stream(), ofPolicies)
        .distinct()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey,
                Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList())));
  }

  private static Stream<Map.Entry<String, PolicyRoot>> roots(
      UUID policyId, LastAnswers.Given silent) {
    return IntStream.range(0, silent.silentVaults().size())
        .mapToObj(
            index ->
                Map.entry(silent.silentVaults().get(index), new PolicyRoot(policyId, index + 1)));
  }

  /**
   * A vault that was silent has answered.
   *
   * @param askedAtNanos when it was asked, by {@link #nanoTime}
   * @param newestSilentCheck the newest check with a silent root of this vault that was known when
   *     it was asked
   */
  public void answered(String vaultUrl, long askedAtNanos, Optional<Instant> newestSilentCheck) {
    back.answered(vaultUrl, askedAtNanos, newestSilentCheck);
  }

  /**
   * Whether a vault has {@link #answered} since a check in which it was silent, in the last 15
   * minutes, and was not silent since.
   */
  public boolean isBack(String vaultUrl, Instant checkedAt) {
    return isBackWithin(BACK_COUNTS, vaultUrl, checkedAt);
  }

  /** The same, and not so long ago that it should be asked again before that is over. */
  public boolean isBackLately(String vaultUrl, Instant checkedAt) {
    return isBackWithin(BACK_LATELY, vaultUrl, checkedAt);
  }

  private boolean isBackWithin(Duration within, String vaultUrl, Instant checkedAt) {
    return back.isSinceCheck(vaultUrl, checkedAt, nanoTime.getAsLong() - within.toNanos())
        && !vaults.isStillSilent(vaultUrl, COUNTS, back);
  }

  /** Whether neither root of a policy answered here, and a vault of theirs has since. */
  public boolean isBack(UUID policyId) {
    return policies
        .of(policyId)
        .filter(given -> !given.silentVaults().isEmpty())
        .filter(this::isBack)
        .isPresent();
  }

  /** The clock by which what this process heard is dated. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  private boolean isBack(LastAnswers.Given silent) {
    return silent.silentVaults().stream().anyMatch(url -> back.isSince(url, silent.atNanos()));
  }

  private Stream<Map.Entry<UUID, LastAnswers.Given>> silentPolicies() {
    return policies.silent(COUNTS, nanoTime.getAsLong()).entrySet().stream()
        .filter(silent -> !isBack(silent.getValue()));
  }

  private Map<String, PolicyRoot> silentVaults() {
    return vaults.silent(COUNTS, back);
  }
}
