package dev.freehold.custody.jobs;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Decides how much the steps of one node may do at once and how long they stand back afterwards.
 *
 * <p>While somebody waits for the node, all steps together use at most a twentieth of the writer:
 * after a commit that took {@code d}, each of {@code n} running steps pauses for {@code (20n - 1)
 * d}, so that its share is one in {@code 20n}. The time that a commit waited for others counts as
 * its own, so the share falls further as the writer fills up.
 */
final class Throttle {

  /** While the node is busy, background work gets the writer's time divided by this. */
  private static final int SHARE = 20;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ForegroundLoad load;
  private final ThrottleSettings settings;
  private final LongSupplier nanoTicker;
  private final AtomicInteger running = new AtomicInteger();
  private final Object rateLock = new Object();

  @GuardedBy("rateLock")
  private long rateFreeNanos;

  Throttle(ForegroundLoad load, ThrottleSettings settings, LongSupplier nanoTicker) {
    this.load = load;
    this.settings = settings;
    this.nanoTicker = nanoTicker;
    this.rateFreeNanos = nanoTicker.getAsLong();
  }

  /** A step runs from now on; {@link #leave} must follow. */
  void enter() {
    running.incrementAndGet();
  }

  void leave() {
    running.decrementAndGet();
  }

  /** How many items the next commit may have; never more than a second's worth of the rate. */
  int budgetItems() {
    int batch = load.isBusy() ? settings.busyBatchItems() : settings.fullBatchItems();
    return Math.min(batch, settings.maxItemsPerSecond().orElse(batch));
  }

  /** How long to wait after a commit of {@code items} that took {@code commitNanos}. */
  Duration pauseAfter(long items, long commitNanos) {
    long standBack = load.isBusy() ? (SHARE * Math.max(1L, running.get()) - 1) * commitNanos : 0;
    long pause = Math.max(standBack, ratePauseNanos(items));
    return Duration.ofNanos(Math.min(pause, settings.maxPause().toNanos()));
  }

  private long ratePauseNanos(long items) {
    if (settings.maxItemsPerSecond().isEmpty()) {
      return 0;
    }
    long cost =
        Math.round((double) items / settings.maxItemsPerSecond().getAsInt() * NANOS_PER_SECOND);
    synchronized (rateLock) {
      long now = nanoTicker.getAsLong();
      long free = rateFreeNanos - now > 0 ? rateFreeNanos : now;
      rateFreeNanos = free + cost;
      return rateFreeNanos - now;
    }
  }
}
