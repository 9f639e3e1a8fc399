package dev.freehold.custody.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on a condition with a deadline. */
public final class Eventually {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 10_000_000;

  private Eventually() {}

  public static void holds(String what, BooleanSupplier condition) {
    holds(what, DEADLINE, condition);
  }

  /** The same for what takes its time, such as the rewriting of a database's files. */
  public static void holds(String what, Duration deadline, BooleanSupplier condition) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + deadline + ": " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
