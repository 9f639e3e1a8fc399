package dev.freehold.custody.access;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;

/**
 * How long to wait for roots.
 *
 * @param openTimeout how long one caller waits before it is told that the vaults did not answer;
 *     positive. It must be longer than asking both roots takes, or the caller has gone before it is
 *     certain that both are silent
 * @param hedgeDelay for files, how long to wait for the first root before the second is asked too;
 *     at most 30 s
 * @param secondRootDelay the same for mail, where the second root is asked only if needed; at most
 *     30 s
 * @param silenceMemory how long after a root was silent the other one is asked at once, without
 *     waiting for it; at most an hour
 * @param silencePatience if the roots were silent the last time, or the policy is locked: how long
 *     one caller waits for a silent root before the answer that has come decides; positive
 */
public record RootTimeouts(
    Duration openTimeout,
    Duration hedgeDelay,
    Duration secondRootDelay,
    Duration silenceMemory,
    Duration silencePatience) {

  private static final Duration MAX_SILENCE_MEMORY = Duration.ofHours(1);

  /** What the ledger may take beside two calls, one after the other. */
  private static final Duration RECORDING = Duration.ofSeconds(2);

  /** For calls to vaults that take as long as this at most: 250 ms, 1 s, 30 s and 2 s. */
  public static RootTimeouts forCalls(Duration callTimeout) {
    return new RootTimeouts(
        callTimeout.multipliedBy(2).plus(RECORDING),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2));
  }

  /** These settings with another time before the second root of files is asked too. */
  public RootTimeouts hedgingAfter(Duration delay) {
    return new RootTimeouts(openTimeout, delay, secondRootDelay, silenceMemory, silencePatience);
  }

  /** Checks the bounds. */
  public RootTimeouts {
    if (!openTimeout.isPositive() || !silencePatience.isPositive()) {
      throw new IllegalArgumentException(
          "the open time-out and the patience with silent roots are positive");
    }
    requireDelay("hedge delay", hedgeDelay);
    requireDelay("delay before the second root of mail", secondRootDelay);
    if (silenceMemory.isNegative() || silenceMemory.compareTo(MAX_SILENCE_MEMORY) > 0) {
      throw new IllegalArgumentException(
          "silence is remembered for at most %s, got %s"
              .formatted(MAX_SILENCE_MEMORY, silenceMemory));
    }
  }

  private static void requireDelay(String what, Duration delay) {
    if (delay.isNegative() || delay.compareTo(CustodyLimits.MAX_VAULT_CALL) > 0) {
      throw new IllegalArgumentException(
          "the %s is at most %s, got %s".formatted(what, CustodyLimits.MAX_VAULT_CALL, delay));
    }
  }
}
