package dev.freehold.custody.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts attempts by a key within a window, in this node's memory. What is counted is taken before
 * the attempt and given back if it succeeds, so that many at once are no way around the bound.
 * Thread-safe.
 */
final class Attempts {

  private static final int MAX_KEYS = 10_000;

  private final int max;
  private final Duration window;
  private final Clock clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MAX_KEYS;
        }
      };

  Attempts(int max, Duration window, Clock clock) {
    this.max = max;
    this.window = window;
    this.clock = clock;
  }

  /** Takes one attempt if and only if there is one left. */
  synchronized boolean take(String key) {
    Instant now = clock.instant();
    Count before = counts.get(key);
    if (before == null || !before.since.plus(window).isAfter(now)) {
      counts.put(key, new Count(now, 1));
      return true;
    }
    if (before.taken >= max) {
      return false;
    }
    counts.put(key, new Count(before.since, before.taken + 1));
    return true;
  }

  /** Gives one back that need not have been counted. */
  synchronized void giveBack(String key) {
    counts.computeIfPresent(
        key, (_, before) -> new Count(before.since, Math.max(0, before.taken - 1)));
  }

  private record Count(Instant since, int taken) {}
}
