package dev.freehold.web.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts threads whose request takes longer than its route allows, a twentieth of a second late
 * at most. A timer for each request would wake the thread that watches for each of them; this one
 * looks at all that are open, and only while there are any. Thread-safe.
 */
public final class Deadlines implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final long EVERY_MILLIS = 50;

  private final ScheduledThreadPoolExecutor timer;
  private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isWatching = new AtomicBoolean();

  /** Starts the thread that watches. */
  public Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("request-deadlines").factory());
  }

  /** Starts a deadline for the calling thread, which must close it. */
  public Deadline start(Duration timeout) {
    Deadline deadline = new Deadline(Thread.currentThread(), System.nanoTime() + timeout.toNanos());
    open.add(deadline);
    watch();
    return deadline;
  }

  private void watch() {
    if (!isWatching.get() && isWatching.compareAndSet(false, true)) {
      Future<?> _ = timer.schedule(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    try {
      long nowNanos = System.nanoTime();
      open.forEach(deadline -> deadline.expireIfDue(nowNanos));
    } catch (Throwable failed) {
      // An error too: what is thrown to the timer would end the watch for ever, and say nothing.
      LOG.warn("a request could not be interrupted whose time is over", failed);
    } finally {
      isWatching.set(false);
      // One that was added before saw that somebody watched.
      if (!open.isEmpty()) {
        watch();
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One thread's deadline. */
  public final class Deadline implements AutoCloseable {

    private final Thread thread;
    private final long endNanos;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private boolean closed;

    @GuardedBy("lock")
    private boolean expired;

    private Deadline(Thread thread, long endNanos) {
      this.thread = thread;
      this.endNanos = endNanos;
    }

    private void expireIfDue(long nowNanos) {
      if (nowNanos - endNanos < 0) {
        return;
      }
      open.remove(this);
      lock.lock();
      try {
        if (!closed) {
          expired = true;
          thread.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Whether the thread was interrupted because its time was over. */
    public boolean isExpired() {
      lock.lock();
      try {
        return expired;
      } finally {
        lock.unlock();
      }
    }

    /** Ends the deadline; the thread goes on without its interrupt. */
    @Override
    public void close() {
      open.remove(this);
      lock.lock();
      try {
        closed = true;
        if (expired) {
          Thread.interrupted();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
