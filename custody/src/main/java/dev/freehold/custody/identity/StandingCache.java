package dev.freehold.custody.identity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.CustodyLimits;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What was read of people and programs, kept for {@link CustodyLimits#STANDING_REREAD}. So a change
 * takes effect on other nodes after that time at most, and at once on the node where it was made.
 * Safe for use by many threads.
 *
 * @param <V> what is read of each
 */
public final class StandingCache<V> {

  private static final long LIFE_NANOS = CustodyLimits.STANDING_REREAD.toNanos();

  private final LongSupplier ticker;

  @GuardedBy("this")
  private final LinkedHashMap<UUID, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  @GuardedBy("this")
  private long changes;

  /**
   * Begins empty.
   *
   * @param ticker nanoseconds that only grow, such as {@code System::nanoTime}
   */
  public StandingCache(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /**
   * What is kept of somebody, or what {@code read} gives.
   *
   * @param suffices whether a kept value may answer; if not, it is read again
   * @param read empty if there is nobody; that is not kept
   */
  public Optional<V> find(
      UUID tenantId, UUID objectId, Predicate<V> suffices, Supplier<Optional<V>> read) {
    long now = ticker.getAsLong();
    long changesBefore;
    synchronized (this) {
      Entry<V> known = entries.get(objectId);
      if (known != null
          && now - known.readAtNanos < LIFE_NANOS
          && known.tenantId.equals(tenantId)
          && suffices.test(known.value)) {
        return Optional.of(known.value);
      }
      changesBefore = changes;
    }
    Optional<V> found = read.get();
    synchronized (this) {
      // What changed since it was read may have made it untrue.
      if (found.isPresent() && changes == changesBefore) {
        entries.put(objectId, new Entry<>(tenantId, found.get(), now));
        if (entries.size() > CustodyLimits.MAX_KNOWN_STANDINGS) {
          entries.pollFirstEntry();
        }
      }
    }
    return found;
  }

  /** Runs a transaction that changes what is kept, and forgets what was read before it. */
  public <R> R change(Supplier<R> transaction) {
    try {
      return transaction.get();
    } finally {
      synchronized (this) {
        changes++;
        entries.clear();
      }
    }
  }

  private record Entry<V>(UUID tenantId, V value, long readAtNanos) {}
}
