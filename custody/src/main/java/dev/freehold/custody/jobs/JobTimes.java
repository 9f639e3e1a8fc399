package dev.freehold.custody.jobs;

import java.time.Duration;

/**
 * How often a runner looks for work, and how long it waits.
 *
 * @param poll how often to look for due shards; 10 ms to 1 min
 * @param heartbeat how often a running shard reports that it is alive; 10 ms to 1 min. If it misses
 *     four, another runner takes it
 * @param reconcile how often to look for shards without a task; 10 ms to 10 min
 * @param firstRetry how long to wait before a waiting shard is tried again for the first time;
 *     doubled each time
 * @param maxRetry the longest such wait, 1 ms to 1 h
 * @param slice how long to work on a shard before others get their turn; 1 ms to 1 min
 */
public record JobTimes(
    Duration poll,
    Duration heartbeat,
    Duration reconcile,
    Duration firstRetry,
    Duration maxRetry,
    Duration slice) {

  /** Fewer than that are taken for dead too easily, says db-scheduler. */
  static final int MISSED_HEARTBEATS = 4;

  private static final long MIN_LOOK_MILLIS = 10;
  private static final long MINUTE_MILLIS = 60_000;

  /** Checks the bounds. */
  public JobTimes {
    requireMillis("the poll", poll, MIN_LOOK_MILLIS, MINUTE_MILLIS);
    requireMillis("the heartbeat", heartbeat, MIN_LOOK_MILLIS, MINUTE_MILLIS);
    requireMillis("the reconciling", reconcile, MIN_LOOK_MILLIS, 10 * MINUTE_MILLIS);
    requireMillis("the longest retry", maxRetry, 1, 60 * MINUTE_MILLIS);
    requireMillis("the first retry", firstRetry, 1, maxRetry.toMillis());
    requireMillis("the slice", slice, 1, MINUTE_MILLIS);
  }

  /** Poll 1 s, heartbeat 5 s, reconcile 5 s, retries 1 s to 60 s, slice 1 s. */
  public static JobTimes defaults() {
    Duration second = Duration.ofSeconds(1);
    return new JobTimes(
        second,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        second,
        Duration.ofSeconds(60),
        second);
  }

  /** How long a shard is left alone that has waited {@code tries} times in a row, 1 or more. */
  Duration retryAfter(int tries) {
    long delayMillis = firstRetry.toMillis();
    for (int i = 1; i < tries && delayMillis < maxRetry.toMillis(); i++) {
      delayMillis *= 2;
    }
    return Duration.ofMillis(Math.min(delayMillis, maxRetry.toMillis()));
  }

  private static void requireMillis(String what, Duration value, long min, long max) {
    JobLimits.requireRange(what + " in ms", value.toMillis(), min, max);
  }
}
