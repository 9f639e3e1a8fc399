package dev.freehold.chaos.world;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
public final class Patience {

  private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

  private Patience() {}

  /** Waits until something is so, and says whether it is. */
  public static boolean until(BooleanSupplier done, Duration patience) {
    return until(done, () -> false, patience);
  }

  /** The same, until something says that it never will be. */
  static boolean until(BooleanSupplier done, BooleanSupplier hopeless, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline || hopeless.getAsBoolean()) {
        return false;
      }
      pause(LOOKS_EVERY);
    }
    return true;
  }

  /** Lets time pass. */
  public static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
