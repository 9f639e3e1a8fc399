package dev.freehold.server.stores;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs independent parts of the start at the same time. */
final class Parallel implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  <T> Part<T> start(Callable<T> work) {
    Future<T> future = threads.submit(work);
    return () -> join(future);
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("a part of the start failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the start was interrupted", interrupted);
    }
  }

  /** Waits for every part, so that nothing is opened behind the back of a failed start. */
  @Override
  public void close() {
    threads.close();
  }

  /**
   * A part of the start that is under way.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  interface Part<T> {
    /** Waits for it; throws what it threw. */
    T get();
  }
}
