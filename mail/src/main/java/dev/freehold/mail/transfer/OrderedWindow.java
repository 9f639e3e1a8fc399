package dev.freehold.mail.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Runs tasks on virtual threads, a bounded number at once, and lets none start that is more than a
 * window ahead of the oldest unfinished one. One thread submits; a task that throws stops the whole
 * with its exception.
 */
final class OrderedWindow implements AutoCloseable {

  static final int PLACES_PER_WORKER = 4;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Future<?>> window = new ArrayDeque<>();
  private final Semaphore workers;
  private final int places;

  OrderedWindow(int concurrency) {
    this.workers = new Semaphore(concurrency);
    this.places = concurrency == 1 ? 1 : concurrency * PLACES_PER_WORKER;
  }

  /** Starts {@code task} when there is room. */
  void submit(Runnable task) {
    while (window.size() >= places) {
      finish(window.remove());
    }
    workers.acquireUninterruptibly();
    window.add(
        threads.submit(
            () -> {
              try {
                task.run();
              } finally {
                workers.release();
              }
            }));
  }

  /** Waits for all tasks. */
  void drain() {
    while (!window.isEmpty()) {
      finish(window.remove());
    }
  }

  private static void finish(Future<?> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a transfer task failed", e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("the transfer was interrupted").initCause(e);
    }
  }

  /** Interrupts what still runs and waits for its end. */
  @Override
  public void close() {
    window.forEach(task -> task.cancel(true));
    threads.close();
  }
}
