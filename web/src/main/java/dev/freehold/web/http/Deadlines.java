package dev.freehold.web.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Interrupts threads whose request takes longer than its route allows. Thread-safe. */
public final class Deadlines implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  /** Starts the thread that watches. */
  public Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("request-deadlines").factory());
    // Almost every timer is cancelled; without this each would stay until its time has come.
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts a deadline for the calling thread, which must close it. */
  public Deadline start(Duration timeout) {
    Deadline deadline = new Deadline(Thread.currentThread());
    deadline.scheduled =
        timer.schedule(deadline::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    return deadline;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One thread's deadline. */
  public static final class Deadline implements AutoCloseable {

    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private ScheduledFuture<?> scheduled;

    @GuardedBy("lock")
    private boolean closed;

    @GuardedBy("lock")
    private boolean expired;

    private Deadline(Thread thread) {
      this.thread = thread;
    }

    private void expire() {
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
      scheduled.cancel(false);
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
