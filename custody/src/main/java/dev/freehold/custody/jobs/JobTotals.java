package dev.freehold.custody.jobs;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What there is to do, for jobs that learn it only on their way. */
public final class JobTotals {

  private JobTotals() {}

  /** Says how many items a job has, within the transaction of one of its steps. */
  public static void items(Handle tx, UUID jobId, long totalItems) {
    JobLimits.requireRange("the number of items", totalItems, 0, Long.MAX_VALUE);
    tx.createUpdate("UPDATE jobs SET total_items = :totalItems WHERE id = :id")
        .bind("totalItems", totalItems)
        .bind("id", jobId)
        .execute();
  }
}
