package dev.freehold.custody.purge.run;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;

/**
 * How long the job of a purge waits and how many objects it tries.
 *
 * @param leaseWait how long after the last key was destroyed a node may still have one in memory; 1
 *     ms to twice the longest lease
 * @param sampleObjects how many objects of each mailbox or site are tried, 1 to 16
 */
public record PurgeRunSettings(Duration leaseWait, int sampleObjects) {

  private static final int DEFAULT_SAMPLE_OBJECTS = 3;
  private static final int MAX_SAMPLE_OBJECTS = 16;

  /**
   * From the end of a lease to the sweep that overwrites its key. Nothing else is left open: a
   * lease begins when the wrapped key is read, which is before it was destroyed, and nobody looks
   * at a clock that could be wrong.
   */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /**
   * A node that runs is to be heard even if leases are short, or the receipt would say that it was
   * silent: it overwrites keys at one beat, says so at the next, and may be late once.
   */
  private static final Duration LEAST_WAIT = CustodyLimits.NODE_BEAT.multipliedBy(3);

  /** For nodes whose leases are of this length. */
  public static PurgeRunSettings withLease(Duration lease) {
    Duration wait = lease.plus(MARGIN);
    return new PurgeRunSettings(
        wait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : wait, DEFAULT_SAMPLE_OBJECTS);
  }

  /** How long to wait if the longest lease of a node is {@code lease}. */
  Duration leaseWait(Duration lease) {
    Duration needed = lease.plus(MARGIN);
    return lease.isZero() || needed.compareTo(leaseWait) < 0 ? leaseWait : needed;
  }

  /** Checks the bounds. */
  public PurgeRunSettings {
    if (!leaseWait.isPositive()
        || leaseWait.compareTo(CustodyLimits.MAX_LEASE.multipliedBy(2)) > 0) {
      throw new IllegalArgumentException(
          "leases are waited for at most %s, got %s"
              .formatted(CustodyLimits.MAX_LEASE.multipliedBy(2), leaseWait));
    }
    if (sampleObjects < 1 || sampleObjects > MAX_SAMPLE_OBJECTS) {
      throw new IllegalArgumentException(
          "1 to %d objects of each owner are tried, got %d"
              .formatted(MAX_SAMPLE_OBJECTS, sampleObjects));
    }
  }
}
