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
 *
 * <p>Commits that only change rows, as a re-wrap's do, have one part in 250: then they are in the
 * way of fewer requests than one in a hundred. They have as many rows as hold up others for {@value
 * #HELD_MILLIS} ms, which is more than a batch of what takes long elsewhere, and so they do as much
 * in fewer commits. What such a commit waited for is not counted, and nor is its flush if others
 * wrote meanwhile, with whom it is shared.
 *
 * <p>No pause is longer than the longest of the settings. By default four steps reach it where a
 * commit of rows takes 2 ms; where commits take longer, rows have a larger part than one in 250.
 */
final class Throttle {

  /** While the node is busy, background work gets the writer's time divided by this. */
  private static final int SHARE = 20;

  private static final int SHARE_OF_ROWS = 250;

  /** How long a commit of rows may hold up other writers. */
  private static final int HELD_MILLIS = 2;

  private static final long HELD_NANOS = HELD_MILLIS * 1_000_000L;

  /** A batch of rows grows and shrinks by so much at most, so that no single pause decides. */
  private static final int GROWTH = 2;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ForegroundLoad load;
  private final ThrottleSettings settings;
  private final LongSupplier nanoTicker;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger busyRows;
  private final Object rateLock = new Object();

  @GuardedBy("rateLock")
  private long rateFreeNanos;

  Throttle(ForegroundLoad load, ThrottleSettings settings, LongSupplier nanoTicker) {
    this.load = load;
    this.settings = settings;
    this.nanoTicker = nanoTicker;
    this.busyRows = new AtomicInteger(settings.busyBatchItems());
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
    return budget(settings.busyBatchItems());
  }

  /** The same for a commit that changes a row for each item and little else. */
  int budgetRows() {
    return budget(busyRows.get());
  }

  private int budget(int busyItems) {
    int batch = load.isBusy() ? busyItems : settings.fullBatchItems();
    return Math.min(batch, settings.maxItemsPerSecond().orElse(batch));
  }

  /** Learns from a commit of {@code rows} that held up other writers for {@code heldNanos}. */
  void rowsHeld(int rows, long heldNanos) {
    busyRows.updateAndGet(
        batch -> {
          long fitting = rows * HELD_NANOS / Math.max(1, heldNanos);
          if (heldNanos <= HELD_NANOS && rows < batch) {
            return batch; // The end of a range says nothing about a whole batch.
          }
          int least = Math.max(1, batch / GROWTH);
          long most = Math.min(settings.fullBatchItems(), (long) GROWTH * batch);
          return (int) Math.clamp(fitting, least, most);
        });
  }

  /** How long to wait after a commit of {@code items} that took {@code commitNanos}. */
  Duration pauseAfter(long items, long commitNanos) {
    return pauseAfter(items, commitNanos, SHARE);
  }

  /** The same after a commit of rows that others had to wait for so long. */
  Duration pauseAfterRows(long items, long commitNanos) {
    return pauseAfter(items, commitNanos, SHARE_OF_ROWS);
  }

  private Duration pauseAfter(long items, long commitNanos, int share) {
    long standBack = load.isBusy() ? (share * Math.max(1L, running.get()) - 1) * commitNanos : 0;
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
