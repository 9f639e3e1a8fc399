package dev.freehold.custody.access;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;

/**
 * How long roots are waited for.
 *
 * @param openTimeout how long one caller waits for the vaults before it is told that they did not
 *     answer; positive. Longer than an asking takes, or the caller is gone when silence is certain
 * @param hedgeDelay how long the first root of files is waited for before the second is asked too;
 *     at most 30 s
 * @param secondRootDelay the same for mail, whose roots are not asked twice without need; at most
 *     30 s
 * @param silenceMemory how long after a root was silent nobody waits for it before the other one is
 *     asked too; at most an hour
 * @param silencePatience how long one caller waits for a silent root, where the last asking met
 *     with silence or the policy is locked, before what was heard counts; positive
 */
public record AskingSettings(
    Duration openTimeout,
    Duration hedgeDelay,
    Duration secondRootDelay,
    Duration silenceMemory,
    Duration silencePatience) {

  private static final Duration MAX_SILENCE_MEMORY = Duration.ofHours(1);

  /** What the ledger may take beside two calls, one after the other. */
  private static final Duration RECORDING = Duration.ofSeconds(2);

  /** For calls to vaults that take as long as this at most: 250 ms, 1 s, 30 s and 2 s. */
  public static AskingSettings forCalls(Duration callTimeout) {
    return new AskingSettings(
        callTimeout.multipliedBy(2).plus(RECORDING),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2));
  }

  /** These settings with another time before the second root of files is asked too. */
  public AskingSettings hedgingAfter(Duration delay) {
    return new AskingSettings(openTimeout, delay, secondRootDelay, silenceMemory, silencePatience);
  }

  /** Checks the bounds. */
  public AskingSettings {
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
