package dev.freehold.custody.access;

import dev.freehold.custody.roots.RootKeyUri;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What this process heard of vaults when it last asked them for keys. What is older than two
 * minutes says nothing: a vault that is needed is asked once a lease.
 */
public final class RootsHeard {

  private static final Duration COUNTS = Duration.ofMinutes(2);

  private final SilentRoots vaults;
  private final LastAnswers policies;
  private final LongSupplier nanoTime;

  RootsHeard(SilentRoots vaults, LastAnswers policies, LongSupplier nanoTime) {
    this.vaults = vaults;
    this.policies = policies;
    this.nanoTime = nanoTime;
  }

  /** Whether a vault was silent when it was last asked. */
  public boolean isAnyVaultSilent() {
    return vaults.isAnySilent(COUNTS);
  }

  /** Whether a vault refused a key when it was last asked for it. */
  public boolean isAnyKeyRefused() {
    return vaults.isAnyRefused(COUNTS);
  }

  /** Whether both vaults of a policy were silent when they were last asked. */
  public boolean isAnyPolicyWithoutAnswer() {
    return policies.isAnySilent(COUNTS, nanoTime.getAsLong());
  }

  /** How long ago the vault of this key answered; empty if not since it was last silent. */
  public Optional<Duration> sinceAnswer(RootKeyUri root) {
    return vaults.sinceAnswer(root);
  }
}
