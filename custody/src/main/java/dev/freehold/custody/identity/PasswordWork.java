package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few passwords be hashed at a time, in the order in which they came, so that strangers who
 * try passwords cannot take the processors away from everybody else. Each runs on a thread of the
 * operating system: virtual threads would hold up others on their carrier until it is done.
 * Thread-safe.
 */
final class PasswordWork {

  private final Semaphore slots;
  private final Semaphore places;
  private final Duration maxWait;

  /**
   * @param waiting how many may wait for their turn; each holds a request's place in the server
   */
  PasswordWork(int slots, int waiting, Duration maxWait) {
    this.slots = new Semaphore(slots, true);
    this.places = new Semaphore(slots + waiting);
    this.maxWait = maxWait;
  }

  /** One slot for every two processors. */
  static PasswordWork ofThisMachine(Duration maxWait) {
    int slots = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new PasswordWork(slots, CustodyLimits.MAX_WAITING_PASSWORDS, maxWait);
  }

  /**
   * Does the work when it is its turn.
   *
   * @throws CustodyException {@code SIGN_INS_BUSY} if too many wait, its turn does not come in
   *     time, or the thread is interrupted
   */
  <T> T run(Supplier<T> work) {
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      return inTurn(work);
    } finally {
      places.release();
    }
  }

  private <T> T inTurn(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    try {
      if (!slots.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
      start(task);
      return task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a password could not be hashed", failed.getCause());
    }
  }

  /** The slot is free when the work is done, which may be later than the caller waits. */
  private void start(FutureTask<?> task) {
    Runnable freeing =
        () -> {
          try {
            task.run();
          } finally {
            slots.release();
          }
        };
    try {
      Thread.ofPlatform().daemon().name("password").start(freeing);
    } catch (Error noThread) {
      slots.release();
      throw noThread;
    }
  }

  private static CustodyException busy() {
    return new CustodyException(
        CustodyError.SIGN_INS_BUSY,
        "the server looks at as many passwords as it may; try again in a moment");
  }
}
