package dev.freehold.server.login;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures by address. Secrets are random and too long to be guessed, so this bounds only
 * what failures may cost: the ledger's growth above all. Who has the right secret is never held up,
 * whatever others at the same address do. Thread-safe.
 */
final class FailedSignIns {

  static final int MAX_FAILURES = 30;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_ADDRESSES = 10_000;

  private final Clock clock;

  @GuardedBy("this")
  private final Map<String, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  FailedSignIns(Clock clock) {
    this.clock = clock;
  }

  /** Counts a failure, and tells whether there have been too many from this address. */
  synchronized boolean isOneTooMany(String address) {
    Instant now = clock.instant();
    Count count =
        counts.merge(
            address,
            new Count(now, 1),
            (before, one) ->
                before.isOfWindow(now)
                    ? new Count(before.since, Math.min(before.failures + 1, MAX_FAILURES + 1))
                    : one);
    return count.failures > MAX_FAILURES;
  }

  private record Count(Instant since, int failures) {
    /** Not if it begins later than now, because the clock was set back. */
    boolean isOfWindow(Instant now) {
      return !now.isBefore(since) && now.isBefore(since.plus(WINDOW));
    }
  }
}
