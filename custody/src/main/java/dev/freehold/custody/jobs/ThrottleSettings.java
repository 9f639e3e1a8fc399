package dev.freehold.custody.jobs;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How far jobs slow down on one node while users wait.
 *
 * @param fullBatchItems items for one commit while nobody waits for this node, 1 to 100,000
 * @param busyBatchItems items for one commit while somebody does, 1 to {@code fullBatchItems};
 *     commits of rows alone begin with it and then have what fits into their time
 * @param maxItemsPerSecond a bound for all jobs of the node together, at any load; none if empty
 * @param maxPause the longest pause after one commit, 1 ms to 1 min
 */
public record ThrottleSettings(
    int fullBatchItems, int busyBatchItems, OptionalInt maxItemsPerSecond, Duration maxPause) {

  private static final int MAX_BATCH_ITEMS = 100_000;
  private static final long MAX_PAUSE_MILLIS = 60_000;

  /** Checks the bounds. */
  public ThrottleSettings {
    JobLimits.requireRange("a full batch", fullBatchItems, 1, MAX_BATCH_ITEMS);
    JobLimits.requireRange("a busy batch", busyBatchItems, 1, fullBatchItems);
    maxItemsPerSecond.ifPresent(
        rate -> JobLimits.requireRange("items per second", rate, 1, Integer.MAX_VALUE));
    JobLimits.requireRange("the longest pause in ms", maxPause.toMillis(), 1, MAX_PAUSE_MILLIS);
  }

  /** 2,000 items, 25 when busy, no bound of the rate, pauses of 2 s at most. */
  public static ThrottleSettings defaults() {
    return new ThrottleSettings(2_000, 25, OptionalInt.empty(), Duration.ofSeconds(2));
  }
}
