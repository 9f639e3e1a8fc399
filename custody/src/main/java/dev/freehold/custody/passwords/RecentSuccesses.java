package dev.freehold.custody.passwords;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which accounts have signed in from which networks of late, in this node's memory. Where there are
 * too many, the one that is oldest is forgotten. Thread-safe.
 */
final class RecentSuccesses {

  static final int MAX_KEYS = 10_000;

  private final Duration age;
  private final Clock clock;

  @GuardedBy("this")
  private final Map<String, Instant> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX_KEYS;
        }
      };

  /**
   * @param age how long a success is remembered
   */
  RecentSuccesses(Duration age, Clock clock) {
    this.age = age;
    this.clock = clock;
  }

  synchronized void add(String key) {
    latest.remove(key);
    latest.put(key, clock.instant());
  }

  synchronized boolean has(String key) {
    Instant at = latest.get(key);
    return at != null && clock.instant().isBefore(at.plus(age));
  }
}
