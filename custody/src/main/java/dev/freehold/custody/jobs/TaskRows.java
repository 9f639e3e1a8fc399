package dev.freehold.custody.jobs;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The tasks of db-scheduler, one for each shard that is to be worked on. Written here and not by
 * the scheduler's client, so that a shard and its task come into being in one transaction.
 */
final class TaskRows {

  /** The task that every shard has at first. */
  static final String TASK = "job-shard";

  /** The task of shards that wait for servers elsewhere; nodes of earlier versions leave it. */
  static final String OUTSIDE = "job-shard-outside";

  private static final String UNBELIEVABLE =
      """
       WHERE task_name IN ('job-shard', 'job-shard-outside')
        AND ((picked = FALSE AND execution_time > :latest)
        OR (picked = TRUE AND (last_heartbeat > :latest OR last_heartbeat IS NULL)))\
      """;

  private TaskRows() {}

  static String instance(UUID jobId, int shard) {
    return jobId + ":" + shard;
  }

  /** Schedules what is not scheduled yet. */
  static void schedule(Handle tx, List<String> instances, Instant at) {
    schedule(tx, TASK, instances, at);
  }

  /** Schedules a shard among those that wait for servers elsewhere. */
  static void scheduleOutside(Handle tx, String instance, Instant at) {
    schedule(tx, OUTSIDE, List.of(instance), at);
  }

  /** Db-scheduler begins versions at 1. */
  private static void schedule(Handle tx, String task, List<String> instances, Instant at) {
    PreparedBatch batch =
        tx.prepareBatch(
            """
            INSERT INTO scheduled_tasks
              (task_name, task_instance, execution_time, picked, consecutive_failures, version)
            VALUES (:task, :instance, :at, FALSE, 0, 1)
            ON CONFLICT (task_name, task_instance) DO NOTHING\
            """);
    instances.forEach(
        instance -> batch.bind("task", task).bind("instance", instance).bind("at", at).add());
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  static void scheduleFinish(Handle tx, ShardRows.Claim claim, Instant at) {
    schedule(tx, List.of(instance(claim.jobId(), claim.shards())), at);
  }

  /** Brings forward what waits for its time. */
  static boolean hasten(Handle tx, UUID jobId, Instant at) {
    return tx.createUpdate(
                """
                UPDATE scheduled_tasks SET execution_time = :at
                WHERE task_name IN ('job-shard', 'job-shard-outside') AND picked = FALSE
                  AND execution_time > :at
                  AND task_instance IN
                    (SELECT task_instance FROM job_shards WHERE job_id = :jobId)\
                """)
            .bind("at", at)
            .bind("jobId", jobId)
            .execute()
        > 0;
  }

  /** Takes away what nobody works on; what somebody works on ends by itself. */
  static void unschedule(Handle tx, UUID jobId) {
    tx.createUpdate(
            """
            DELETE FROM scheduled_tasks
            WHERE task_name IN ('job-shard', 'job-shard-outside') AND picked = FALSE
              AND task_instance IN
                (SELECT task_instance FROM job_shards WHERE job_id = :jobId)\
            """)
        .bind("jobId", jobId)
        .execute();
  }

  /** Whether there are tasks for {@link #disbelieve}. */
  static boolean areUnbelievable(Handle tx, Instant latest) {
    return tx.createQuery("SELECT 1 FROM scheduled_tasks" + UNBELIEVABLE + " LIMIT 1")
        .bind("latest", latest)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Puts right the times of tasks that no node would look at for long, or ever: put off longer than
   * anything is, or worked on by a node that was heard later than {@code latest}, or never. A clock
   * was set back, or somebody else has written them. A runner that does work on one says so again.
   *
   * @param latest later than any time that a node writes
   */
  static void disbelieve(Handle tx, Instant now, Instant latest) {
    tx.createUpdate(
            """
            UPDATE scheduled_tasks SET
              execution_time = CASE WHEN picked THEN execution_time ELSE :now END,
              last_heartbeat = CASE WHEN picked THEN :now ELSE last_heartbeat END
            """
                + UNBELIEVABLE)
        .bind("now", now)
        .bind("latest", latest)
        .execute();
  }

  /**
   * Tasks that there should be for one job, or for all if {@code jobId} is null; in one order, so
   * that two nodes that schedule them at once do not block each other.
   */
  static List<String> missing(Handle tx, UUID jobId) {
    String only = jobId == null ? "" : "AND j.id = :jobId ";
    var query =
        tx.createQuery(
                """
                SELECT s.task_instance FROM jobs j JOIN job_shards s ON s.job_id = j.id
                WHERE j.ended_at IS NULL AND j.state <> 'PAUSED' AND s.done = 0
                  AND (s.shard < j.shards OR j.shards_left = 0)
                  AND NOT EXISTS (SELECT 1 FROM scheduled_tasks t
                    WHERE t.task_name IN ('job-shard', 'job-shard-outside')
                      AND t.task_instance = s.task_instance)
                """
                    + only
                    + "ORDER BY s.task_instance LIMIT :limit")
            .bind("limit", JobLimits.MAX_RECONCILED_SHARDS);
    if (jobId != null) {
      query.bind("jobId", jobId);
    }
    return query.mapTo(String.class).list();
  }
}
