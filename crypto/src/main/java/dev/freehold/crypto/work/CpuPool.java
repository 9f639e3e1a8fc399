package dev.freehold.crypto.work;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs work that keeps a processor busy, on a few platform threads. On virtual threads such work
 * would block everybody else until it is done, because a virtual thread gives its carrier back only
 * when it waits.
 *
 * <p>A caller names a share for its work, such as a vault. Shares take turns; within one, work is
 * done in the order of arrival. Work that cannot begin soon is refused at once. Threads are made on
 * demand and end when nothing is left to do, so a pool needs no closing. Thread-safe.
 */
public final class CpuPool {

  /** A thread without work ends after this time. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** The mean duration of a piece moves toward the latest one by its difference divided by this. */
  private static final int MEAN_OVER = 8;

  private final String name;
  private final Bounds bounds;
  private final FairQueue<Piece<?>> queue = new FairQueue<>();
  private final AtomicLong meanNanos = new AtomicLong();
  private final ThreadPoolExecutor threads;

  /**
   * How much work runs at a time and how much may wait.
   *
   * @param threads tasks that run at a time, 1 or more
   * @param waitingOfShare tasks of one share that may wait, 1 or more
   * @param waiting tasks of all shares together that may wait
   * @param maxWait how long a task may wait
   */
  public record Bounds(int threads, int waitingOfShare, int waiting, Duration maxWait) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is below its least
     */
    public Bounds {
      if (threads < 1 || waitingOfShare < 1 || waiting < waitingOfShare) {
        throw new IllegalArgumentException(
            "a pool has 1 thread or more, and room for 1 waiting piece of a share or more");
      }
    }
  }

  /**
   * A pool without threads yet.
   *
   * @param name of its threads and in messages
   */
  public CpuPool(String name, Bounds bounds) {
    this.name = name;
    this.bounds = bounds;
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    this.threads =
        new ThreadPoolExecutor(
            bounds.threads(),
            bounds.threads(),
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            factory);
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Half of this machine's processors, at least one: for work that may take seconds. */
  public static int halfOfProcessors() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** Pieces that wait for their turn. */
  public int waiting() {
    return queue.waiting();
  }

  /**
   * Does {@code work} when it is its turn and returns what it returns or throws what it throws. The
   * work sees nothing that is bound to the caller's thread. Once begun it is waited for to its end,
   * even if the caller is interrupted: it may be using arrays that the caller erases afterwards.
   *
   * @param share what takes turns with others, with {@code equals} by value
   * @throws BusyException if too much waits, or its turn does not come in time, or the caller is
   *     interrupted before
   */
  public <T> T run(Object share, Supplier<T> work) {
    Piece<T> piece = new Piece<>(share, () -> timed(work));
    enqueue(piece);
    try {
      threads.execute(this::runNext);
    } catch (Error noThread) {
      queue.remove(piece.share(), piece);
      throw noThread;
    }
    return await(piece);
  }

  private void enqueue(Piece<?> piece) {
    synchronized (queue) {
      int own = queue.waitingOf(piece.share());
      Duration expected =
          Duration.ofNanos(meanNanos.get() * queue.before(piece.share()))
              .dividedBy(bounds.threads());
      boolean full =
          queue.waiting() >= bounds.waiting() || expected.compareTo(bounds.maxWait()) > 0;
      if (own >= bounds.waitingOfShare() || full) {
        throw new BusyException(name, own >= bounds.waitingOfShare(), expected);
      }
      queue.add(piece.share(), piece);
    }
  }

  private void runNext() {
    queue.next(any -> true).ifPresent(Piece::run);
  }

  private <T> T timed(Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      long took = System.nanoTime() - begin;
      meanNanos.updateAndGet(mean -> mean == 0 ? took : mean + (took - mean) / MEAN_OVER);
    }
  }

  private <T> T await(Piece<T> piece) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return piece.get(bounds.maxWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
          refuseIfWaiting(piece);
        } catch (InterruptedException stop) {
          interrupted = true;
          refuseIfWaiting(piece);
        }
      }
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void refuseIfWaiting(Piece<?> piece) {
    if (queue.remove(piece.share(), piece)) {
      throw new BusyException(name, false, bounds.maxWait());
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      default -> new IllegalStateException("a supplier throws no checked exception", cause);
    };
  }
}
