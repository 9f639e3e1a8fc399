package dev.freehold.mail.messages;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * Seals messages of imports on threads of their own, several at once, so that their flushes share
 * the disk's time. What is under way is bounded in bytes, for all imports together. Nobody waits
 * for that bound: an import that finds no room seals on its own thread, so that imports whose
 * vaults do not answer hold up no other. Safe for use by many threads.
 */
public final class SealingThreads {

  /** Longer messages are not gathered: their flush costs little beside their bytes. */
  public static final int MAX_MESSAGE_BYTES = 512 * 1024;

  static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final Executor CALLERS = Runnable::run;

  private final ThreadFactory threads = Thread.ofVirtual().name("import-seal-", 0).factory();
  private final Semaphore room = new Semaphore(MAX_BYTES);

  /** Has nothing to do yet. */
  public SealingThreads() {}

  /**
   * Does {@code work} on a thread of its own, or on the caller's if there is no room for it.
   *
   * @param bytes what {@code work} holds in memory, at most {@link #MAX_MESSAGE_BYTES}
   */
  <T> CompletableFuture<T> run(int bytes, Supplier<T> work) {
    if (!room.tryAcquire(bytes)) {
      return CompletableFuture.supplyAsync(work, CALLERS);
    }
    return CompletableFuture.supplyAsync(work, task -> threads.newThread(task).start())
        .whenComplete((_, _) -> room.release(bytes));
  }
}
