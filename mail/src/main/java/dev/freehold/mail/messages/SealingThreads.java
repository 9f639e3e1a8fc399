package dev.freehold.mail.messages;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads that seal messages of imports, several at once, so that their flushes share the disk's
 * time. What waits for them is bounded in bytes, for all imports together. Safe for use by many
 * threads.
 */
public final class SealingThreads {

  /** Longer messages are not gathered: their flush costs little beside their bytes. */
  public static final int MAX_MESSAGE_BYTES = 512 * 1024;

  private static final int THREADS = 8;
  private static final int MAX_BYTES = 8 * 1024 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("import-seal-", 0).factory());

  private final Semaphore room = new Semaphore(MAX_BYTES, true);

  /** Has no thread yet, and none once it has had nothing to do for a while. */
  public SealingThreads() {
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Does {@code work} on one of the threads. Waits for room, which does not depend on any source:
   * only what was read to its end takes some.
   *
   * @param bytes what {@code work} holds in memory, at most {@link #MAX_MESSAGE_BYTES}
   */
  <T> CompletableFuture<T> run(int bytes, Supplier<T> work) {
    room.acquireUninterruptibly(bytes);
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      done.completeAsync(work, threads);
    } catch (Error noThread) {
      room.release(bytes);
      throw noThread;
    }
    return done.whenComplete((_, _) -> room.release(bytes));
  }
}
