package dev.freehold.vault.throttling;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts for each key what was done since the present interval began. All keys' intervals begin
 * together, so that nothing is kept of those that fell silent; beyond a number of keys the rest
 * share one count. Thread-safe.
 *
 * @param <K> what is counted for
 */
final class WindowCounter<K> implements Counter<K> {

  private final Clock clock;
  private final long intervalMillis;
  private final int maxKeys;
  private final AtomicReference<Window<K>> present;

  WindowCounter(Clock clock, Duration interval, int maxKeys) {
    this.clock = clock;
    this.intervalMillis = interval.toMillis();
    this.maxKeys = maxKeys;
    this.present = new AtomicReference<>(new Window<>(clock.millis()));
  }

  private record Window<K>(
      long startMillis, ConcurrentHashMap<K, AtomicLong> counts, AtomicLong rest) {
    Window(long startMillis) {
      this(startMillis, new ConcurrentHashMap<>(), new AtomicLong());
    }
  }

  @Override
  public boolean take(K key, long weight, long limit) {
    AtomicLong count = count(key);
    for (long seen = count.get(); seen == 0 || seen + weight <= limit; seen = count.get()) {
      if (count.compareAndSet(seen, seen + weight)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void give(K key, long weight) {
    count(key).updateAndGet(seen -> Math.max(0, seen - weight));
  }

  @Override
  public Duration left(K any) {
    return Duration.ofMillis(present.get().startMillis() + intervalMillis - clock.millis());
  }

  private AtomicLong count(K key) {
    Window<K> window = window();
    AtomicLong known = window.counts().get(key);
    if (known != null) {
      return known;
    }
    return window.counts().size() >= maxKeys
        ? window.rest()
        : window.counts().computeIfAbsent(key, any -> new AtomicLong());
  }

  private Window<K> window() {
    long now = clock.millis();
    return present.updateAndGet(
        window -> {
          long age = now - window.startMillis();
          return age >= 0 && age < intervalMillis ? window : new Window<>(now);
        });
  }
}
