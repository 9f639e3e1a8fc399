package dev.freehold.custody.jobs;

/**
 * How one node runs jobs.
 *
 * @param threads shards worked on at the same time, 1 to 64
 * @param maxFailures unexpected failures of one shard in a row, without progress between them,
 *     after which its job has failed; 1 to 1,000
 * @param throttle how far jobs slow down while users wait
 * @param times how often the runner looks for work and how long it waits
 */
public record JobSettings(int threads, int maxFailures, ThrottleSettings throttle, JobTimes times) {

  private static final int MAX_THREADS = 64;
  private static final int MAX_MAX_FAILURES = 1000;

  /** Checks the bounds. */
  public JobSettings {
    JobLimits.requireRange("the number of threads", threads, 1, MAX_THREADS);
    JobLimits.requireRange("the number of failures", maxFailures, 1, MAX_MAX_FAILURES);
  }

  /** 4 threads; 30 failures, which takes about 25 minutes with the retries by default. */
  public static JobSettings defaults() {
    return new JobSettings(4, 30, ThrottleSettings.defaults(), JobTimes.defaults());
  }
}
