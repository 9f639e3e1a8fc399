package dev.freehold.mail.migration;

import dev.freehold.custody.jobs.Job;

/** Says what a batch is doing, by its last job. */
final class BatchState {

  private BatchState() {}

  static BatchStatus of(BatchRows.Row batch, Job job, UserCounts counts) {
    return switch (job.state()) {
      case QUEUED -> BatchStatus.STARTING;
      case RUNNING -> running(batch);
      case WAITING -> isOrderly(job, counts) ? running(batch) : BatchStatus.WAITING;
      case PAUSED, CANCELLED -> BatchStatus.STOPPED;
      case FAILED -> BatchStatus.FAILED;
      case DONE -> batch.hasMoreRuns() ? between(batch, counts) : counts.outcome();
    };
  }

  private static BatchStatus running(BatchRows.Row batch) {
    if (batch.isCompleting()) {
      return BatchStatus.COMPLETING;
    }
    return batch.runs() > 1 ? BatchStatus.INCREMENTAL_SYNCING : BatchStatus.SYNCING;
  }

  /** Of a batch that goes on, between two of its runs. */
  private static BatchStatus between(BatchRows.Row batch, UserCounts counts) {
    if (batch.isCompleting()) {
      return BatchStatus.COMPLETING;
    }
    if (batch.nextSyncAt().isEmpty()) {
      return BatchStatus.STOPPED;
    }
    return counts.completed() == counts.total()
        ? BatchStatus.SYNCED
        : BatchStatus.SYNCED_WITH_ERRORS;
  }

  /** Some mailboxes wait for others of the batch, which go on. */
  static boolean isOrderly(Job job, UserCounts counts) {
    return counts.active() > 0 && job.code().filter(MigrationJob::isOrderly).isPresent();
  }
}
