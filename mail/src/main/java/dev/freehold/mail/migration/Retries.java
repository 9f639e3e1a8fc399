package dev.freehold.mail.migration;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * How often and how soon a mailbox is tried again after its connection broke.
 *
 * @param maxAttempts how many times in a row without progress, before it has failed; 1 to 100
 * @param first how long it is left alone at first; doubled each time
 */
record Retries(int maxAttempts, Duration first) {

  private static final Retries DEFAULTS =
      new Retries(MigrationLimits.MAX_ATTEMPTS, Duration.ofSeconds(5));

  static Retries defaults() {
    return DEFAULTS;
  }

  /** How long a mailbox is left alone that has failed {@code attempts} times before. */
  Duration after(int attempts) {
    return first.multipliedBy(1L << Math.min(attempts, 16));
  }

  /** How long a mailbox is left alone at the most. */
  Duration longest() {
    return after(maxAttempts - 1);
  }

  /** Later than any mailbox is put off, by whatever node's clock. */
  Instant latest(Instant now) {
    return now.plus(after(maxAttempts)).plus(CustodyLimits.MAX_CLOCK_SKEW);
  }
}
