package dev.freehold.files.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holders of access keys that were looked up a moment ago, so that each request of a client does
 * not ask the database. The least recently used is overwritten first. Safe for use by many threads.
 */
final class HolderCache {

  private final int maxHolders;
  private final long lifeNanos;

  @GuardedBy("this")
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  HolderCache(int maxHolders, Duration life) {
    this.maxHolders = maxHolders;
    this.lifeNanos = life.toNanos();
  }

  /** A copy that is the caller's; empty if nothing young enough is known. */
  synchronized Optional<KeyHolder> find(String keyId, long nowNanos) {
    Entry entry = entries.get(keyId);
    if (entry == null) {
      return Optional.empty();
    }
    if (!isYoung(entry, nowNanos)) {
      forget(keyId);
      return Optional.empty();
    }
    return Optional.of(entry.holder.copy());
  }

  /**
   * Takes {@code holder} over.
   *
   * @param readAtNanos a moment before it was read, from which its life counts
   */
  synchronized void put(String keyId, KeyHolder holder, long readAtNanos) {
    close(entries.put(keyId, new Entry(holder, readAtNanos)));
    if (entries.size() > maxHolders) {
      Map.Entry<String, Entry> eldest = entries.pollFirstEntry();
      close(eldest.getValue());
    }
  }

  /** What was read of the key is not true any more. */
  synchronized void forget(String keyId) {
    close(entries.remove(keyId));
  }

  /** So that the secrets of clients that went do not stay. */
  synchronized void closeOld(long nowNanos) {
    entries
        .values()
        .removeIf(
            entry -> {
              boolean old = !isYoung(entry, nowNanos);
              if (old) {
                close(entry);
              }
              return old;
            });
  }

  private boolean isYoung(Entry entry, long nowNanos) {
    return nowNanos - entry.readAtNanos < lifeNanos;
  }

  private static void close(Entry entry) {
    if (entry != null) {
      entry.holder.close();
    }
  }

  private record Entry(KeyHolder holder, long readAtNanos) {}
}
