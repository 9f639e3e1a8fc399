package dev.freehold.persistence.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The time in which this process ran. Where it stood still, with its machine or for the collector
 * of garbage, a moment of that counts: who promises an answer within seconds does not promise them
 * for a machine that stands still. Thread-safe.
 */
public final class AwakeTime {

  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  /** Between two looks; a busy machine takes less. */
  private static final long MOST_NANOS = Duration.ofMillis(250).toNanos();

  private static long lookedAt = System.nanoTime();
  private static long awake;

  static {
    Thread.ofPlatform().daemon().name("awake-time").start(AwakeTime::look);
  }

  private AwakeTime() {}

  private static void look() {
    while (true) {
      nanos();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Nanoseconds since anything, as {@link System#nanoTime} has them. */
  public static synchronized long nanos() {
    long now = System.nanoTime();
    awake += Math.min(now - lookedAt, MOST_NANOS);
    lookedAt = now;
    return awake;
  }

  /** How much of it has gone by. */
  public static Duration since(long nanos) {
    return Duration.ofNanos(nanos() - nanos);
  }
}
