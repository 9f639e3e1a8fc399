package dev.freehold.custody.passwords;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts attempts for each key within a window, in this node's memory. An attempt is counted before
 * it is made and subtracted if it succeeds, so that many at once cannot exceed the bound. If there
 * are too many keys, those whose window is over are forgotten first, then the one with the fewest
 * attempts, so that an attacker with many keys cannot make it forget those with many attempts.
 * Thread-safe.
 */
public final class Attempts {

  static final int MAX_KEYS = 10_000;

  private final int max;
  private final Duration window;
  private final Clock clock;

  @GuardedBy("this")
  private final Map<String, Count> counts = new HashMap<>();

  /** Allows {@code max} attempts by each key within {@code window}. */
  public Attempts(int max, Duration window, Clock clock) {
    this.max = max;
    this.window = window;
    this.clock = clock;
  }

  /** Takes one attempt if and only if there is one left. */
  public synchronized boolean take(String key) {
    Instant now = clock.instant();
    Count before = counts.get(key);
    if (before == null) {
      makeRoom(now);
    }
    if (before == null || isOver(before, now)) {
      counts.put(key, new Count(now, 1));
      return true;
    }
    if (before.taken >= max) {
      return false;
    }
    counts.put(key, new Count(before.since, before.taken + 1));
    return true;
  }

  @GuardedBy("this")
  private void makeRoom(Instant now) {
    if (counts.size() < MAX_KEYS) {
      return;
    }
    counts.values().removeIf(count -> isOver(count, now));
    if (counts.size() >= MAX_KEYS) {
      counts.entrySet().stream()
          .min(Map.Entry.comparingByValue(Count.LEAST_FIRST))
          .map(Map.Entry::getKey)
          .ifPresent(counts::remove);
    }
  }

  /** One that begins later than now is over, too: the clock was set back. */
  private boolean isOver(Count count, Instant now) {
    return now.isBefore(count.since) || !count.since.plus(window).isAfter(now);
  }

  /** Gives one back that need not have been counted. */
  public synchronized void giveBack(String key) {
    counts.computeIfPresent(
        key, (_, before) -> before.taken <= 1 ? null : new Count(before.since, before.taken - 1));
  }

  private record Count(Instant since, int taken) {
    static final Comparator<Count> LEAST_FIRST =
        Comparator.comparingInt(Count::taken).thenComparing(Count::since);
  }
}
