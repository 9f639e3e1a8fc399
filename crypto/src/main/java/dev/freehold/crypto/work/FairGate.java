package dev.freehold.crypto.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many threads do something at a time. Shares take turns, as in {@link CpuPool}, and no
 * share gets all places: requests of a share that sends few are let in between those of one that
 * sends as many as it can. Thread-safe.
 */
public final class FairGate {

  private final String name;
  private final Bounds bounds;
  private final FairQueue<CountDownLatch> queue = new FairQueue<>();

  @GuardedBy("queue")
  private final Map<Object, Integer> inside = new HashMap<>();

  @GuardedBy("queue")
  private int all;

  /**
   * How many threads may be inside and how many may wait.
   *
   * @param places threads inside at a time
   * @param placesOfShare threads of one share inside at a time
   * @param waitingOfShare threads of one share that may wait
   * @param waiting threads of all shares together that may wait
   * @param maxWait how long a thread may wait
   */
  public record Bounds(
      int places, int placesOfShare, int waitingOfShare, int waiting, Duration maxWait) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is below its least
     */
    public Bounds {
      if (placesOfShare < 1 || places < placesOfShare || waiting < waitingOfShare) {
        throw new IllegalArgumentException(
            "a gate has 1 place for a share or more, and as many for all as for one");
      }
    }
  }

  /**
   * An empty gate.
   *
   * @param name in messages
   */
  public FairGate(String name, Bounds bounds) {
    this.name = name;
    this.bounds = bounds;
  }

  /**
   * Does {@code work} on this thread when there is a place for it.
   *
   * @param share what takes turns with others, with {@code equals} by value
   * @throws BusyException if too many wait, or no place is free in time, or the caller is
   *     interrupted before
   */
  public <T> T pass(Object share, Supplier<T> work) {
    try (Place _ = enter(share)) {
      return work.get();
    }
  }

  /** A thread's permission to be inside. Closing it gives the place to the next. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a place.
   *
   * @param share what takes turns with others, with {@code equals} by value
   * @throws BusyException if too many wait, or no place is free in time, or the caller is
   *     interrupted before
   */
  public Place enter(Object share) {
    take(share);
    return () -> leave(share);
  }

  private void take(Object share) {
    CountDownLatch turn = new CountDownLatch(1);
    synchronized (queue) {
      if (queue.waitingOf(share) == 0 && mayEnter(share)) {
        count(share, 1);
        return;
      }
      int own = queue.waitingOf(share);
      if (own >= bounds.waitingOfShare() || queue.waiting() >= bounds.waiting()) {
        throw new BusyException(name, own >= bounds.waitingOfShare(), Duration.ZERO);
      }
      queue.add(share, turn);
    }
    await(share, turn);
  }

  /** Whoever's turn came has been counted as inside by the one who left. */
  private void await(Object share, CountDownLatch turn) {
    boolean came = false;
    try {
      came = turn.await(bounds.maxWait().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (!came && queue.remove(share, turn)) {
      throw new BusyException(name, false, bounds.maxWait());
    }
  }

  @SuppressWarnings("GuardedBy") // The queue asks while this thread has its monitor.
  private void leave(Object share) {
    synchronized (queue) {
      count(share, -1);
      Optional<CountDownLatch> next = queue.next(this::mayAndDoesEnter);
      next.ifPresent(CountDownLatch::countDown);
    }
  }

  @GuardedBy("queue")
  private boolean mayAndDoesEnter(Object share) {
    if (!mayEnter(share)) {
      return false;
    }
    count(share, 1);
    return true;
  }

  @GuardedBy("queue")
  private boolean mayEnter(Object share) {
    return all < bounds.places() && inside.getOrDefault(share, 0) < bounds.placesOfShare();
  }

  @GuardedBy("queue")
  private void count(Object share, int more) {
    all += more;
    inside.merge(share, more, (now, change) -> now + change == 0 ? null : now + change);
  }
}
