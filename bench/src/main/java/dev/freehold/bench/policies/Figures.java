package dev.freehold.bench.policies;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobState;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Waiting for jobs, and arithmetic of results. */
final class Figures {

  private static final long POLL_NANOS = 20_000_000;

  private Figures() {}

  /** Waits until the job is done and gives it as it is then. */
  static Job await(PolicyStage stage, Job ordered) {
    Job job = ordered;
    while (job.isUnfinished()) {
      LockSupport.parkNanos(POLL_NANOS);
      job = stage.jobs.get(stage.tenantId, ordered.id());
    }
    if (job.state() != JobState.DONE) {
      throw new IllegalStateException("the job ended as " + job);
    }
    return job;
  }

  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** The value below which that part of all values lies. */
  static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  }

  static String rounded(double[] values) {
    return Arrays.toString(Arrays.stream(values).mapToLong(Math::round).toArray());
  }

  static double millis(long nanos) {
    return nanos / 1e6;
  }
}
