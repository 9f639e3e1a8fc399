package dev.freehold.custody.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits on a condition with a deadline, which bounds a failure and promises nothing. */
public final class Eventually {

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final long POLL_NANOS = 10_000_000;

  private Eventually() {}

  /** What may come true. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it has; a look that fails ends the wait. */
    boolean holds() throws Exception;
  }

  private static boolean isSo(Condition condition) {
    try {
      return condition.holds();
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new AssertionError("a look failed", failed);
    }
  }

  public static void holds(String what, Condition condition) {
    holds(what, DEADLINE, condition);
  }

  /** The same for what takes its time, such as the rewriting of a database's files. */
  public static void holds(String what, Duration deadline, Condition condition) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!isSo(condition)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + deadline + ": " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /**
   * Asks until {@code goesOn} says no. What was asked within {@code bound} may be answered by yes,
   * however late: if the machine stands still, that is as long as it likes.
   */
  public static void ends(String what, Duration bound, Condition goesOn) {
    long end = System.nanoTime() + bound.toNanos();
    long asked = System.nanoTime();
    while (isSo(goesOn)) {
      if (asked - end >= 0) {
        throw new AssertionError("still so after " + bound + ": " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
      asked = System.nanoTime();
    }
  }
}
