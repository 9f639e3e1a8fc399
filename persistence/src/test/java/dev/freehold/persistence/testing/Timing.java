package dev.freehold.persistence.testing;

import java.time.Duration;

/** How long something takes. */
public final class Timing {

  private Timing() {}

  /** Of several tries, the fastest: what else the machine does seldom delays all of them. */
  public static Duration fastest(int tries, Runnable work) {
    long nanos = Long.MAX_VALUE;
    for (int tried = 0; tried < tries; tried++) {
      long start = System.nanoTime();
      work.run();
      nanos = Math.min(nanos, System.nanoTime() - start);
    }
    return Duration.ofNanos(nanos);
  }
}
