package dev.freehold.custody.jobs;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Names;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** The shards of jobs: where each has come to, and whose execution it is. */
final class ShardRows {

  /** An execution's hold on its shard, and that the job is neither paused nor ended. */
  private static final String HELD =
      """
      WHERE job_id = :jobId AND shard = :shard AND epoch = :epoch AND done = 0
        AND EXISTS (SELECT 1 FROM jobs WHERE id = :jobId AND state = 'RUNNING')\
      """;

  private ShardRows() {}

  /** Makes the shards and the finish, and schedules the shards. */
  static void insert(Handle tx, UUID jobId, int shards, Instant now) {
    PreparedBatch batch =
        tx.prepareBatch(
            """
            INSERT INTO job_shards (job_id, shard, task_instance, position, epoch, done, done_items,
              done_bytes, tries, failures)
            VALUES (:jobId, :shard, :instance, '', 0, 0, 0, 0, 0, 0)\
            """);
    for (int shard = 0; shard <= shards; shard++) {
      batch
          .bind("jobId", jobId)
          .bind("shard", shard)
          .bind("instance", TaskRows.instance(jobId, shard))
          .add();
    }
    batch.execute();
    List<String> instances =
        IntStream.range(0, shards).mapToObj(shard -> TaskRows.instance(jobId, shard)).toList();
    TaskRows.schedule(tx, instances, now);
  }

  /**
   * Takes the shard for a new execution; from here on every earlier one is refused. Empty if there
   * is nothing to do: it is done, or its job is paused, ended, or not there. A job that something
   * else than this service has ordered, or changed, fails here and does nothing.
   */
  static Optional<Claim> claim(Handle tx, String taskInstance, Instant now) {
    Optional<Key> key =
        tx.createQuery("SELECT job_id, shard FROM job_shards WHERE task_instance = :instance")
            .bind("instance", taskInstance)
            .mapTo(Key.class)
            .findOne();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    JobRows.begin(tx, key.get().jobId(), now);
    int taken =
        tx.createUpdate(
                """
                UPDATE job_shards SET epoch = epoch + 1
                WHERE job_id = :jobId AND shard = :shard AND done = 0
                  AND EXISTS (SELECT 1 FROM jobs WHERE id = :jobId AND state = 'RUNNING')\
                """)
            .bind("jobId", key.get().jobId())
            .bind("shard", key.get().shard())
            .execute();
    if (taken == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(claim(tx, key.get(), JobRows.order(tx, key.get().jobId())));
    } catch (CustodyException notAuthentic) {
      String code = notAuthentic.error().code();
      JobRows.failed(tx, key.get().jobId(), code, notAuthentic.getMessage(), now);
      TaskRows.unschedule(tx, key.get().jobId());
      return Optional.empty();
    }
  }

  /** What kind of job a task's shard is said to be of, which only decides who works on it. */
  static Optional<String> kind(Handle tx, String taskInstance) {
    return tx.createQuery(
            """
            SELECT j.kind FROM job_shards s JOIN jobs j ON j.id = s.job_id
            WHERE s.task_instance = :instance\
            """)
        .bind("instance", taskInstance)
        .mapTo(String.class)
        .findOne();
  }

  /** True if another execution has taken the shard since. */
  static boolean isTaken(Handle tx, Claim claim) {
    return tx.createQuery(
                """
                SELECT COUNT(*) FROM job_shards
                WHERE job_id = :jobId AND shard = :shard AND epoch > :epoch\
                """)
            .bind("jobId", claim.jobId())
            .bind("shard", claim.shard())
            .bind("epoch", claim.epoch())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static Claim claim(Handle tx, Key key, SealedRow order) {
    return tx.createQuery(
            """
            SELECT epoch, position, tries, failures FROM job_shards
            WHERE job_id = :jobId AND shard = :shard\
            """)
        .bind("jobId", key.jobId())
        .bind("shard", key.shard())
        .map(
            row ->
                new Claim(
                    key.jobId(),
                    order.tenantId(),
                    order.text("kind"),
                    order.id("subject_id").orElseThrow(),
                    order.text("parameters"),
                    (int) order.number("shards"),
                    key.shard(),
                    row.getColumn("epoch", Long.class),
                    row.getColumn("position", String.class),
                    row.getColumn("tries", Integer.class),
                    row.getColumn("failures", Integer.class)))
        .one();
  }

  /**
   * Moves the shard on; it does not wait any more if it did.
   *
   * @throws JobInterruptedException if the execution's hold on it has ended
   */
  static void advance(Handle tx, Claim claim, String from, String to, long items, long bytes) {
    Update update =
        tx.createUpdate(
                """
                UPDATE job_shards SET position = :to, done_items = done_items + :items,
                  done_bytes = done_bytes + :bytes, tries = 0, failures = 0, waiting_code = NULL,
                  waiting_reason = NULL
                """
                    + HELD
                    + " AND position = :from")
            .bind("from", from)
            .bind("to", to)
            .bind("items", items)
            .bind("bytes", bytes);
    requireHeld(update, claim);
  }

  /** The shard has nothing left to do; throws as {@link #advance} does. */
  static void done(Handle tx, Claim claim) {
    requireHeld(
        tx.createUpdate(
            """
            UPDATE job_shards SET done = 1, tries = 0, failures = 0, waiting_code = NULL,
              waiting_reason = NULL
            """
                + HELD),
        claim);
  }

  /** The shard waits, for what its kind said or after a failure; throws as {@link #advance}. */
  static void waits(Handle tx, Claim claim, String code, String reason, int tries, int failures) {
    requireHeld(
        tx.createUpdate(
                """
                UPDATE job_shards SET waiting_code = :code, waiting_reason = :reason,
                  tries = :tries, failures = :failures
                """
                    + HELD)
            .bind("code", Names.cut(code, JobLimits.MAX_CODE_CHARS))
            .bind("reason", Names.cut(reason, JobLimits.MAX_REASON_CHARS))
            .bind("tries", tries)
            .bind("failures", failures),
        claim);
  }

  /** The shards of a job that nobody has taken yet. */
  static void markWaiting(Handle tx, UUID jobId, String code, String reason) {
    tx.createUpdate(
            """
            UPDATE job_shards SET waiting_code = :code, waiting_reason = :reason
            WHERE job_id = :jobId AND epoch = 0\
            """)
        .bind("jobId", jobId)
        .bind("code", Names.cut(code, JobLimits.MAX_CODE_CHARS))
        .bind("reason", Names.cut(reason, JobLimits.MAX_REASON_CHARS))
        .execute();
  }

  /** Nothing waits and nothing has failed in the job's shards: it begins them afresh. */
  static void forgive(Handle tx, UUID jobId) {
    tx.createUpdate(
            """
            UPDATE job_shards SET tries = 0, failures = 0, waiting_code = NULL,
              waiting_reason = NULL
            WHERE job_id = :jobId AND done = 0\
            """)
        .bind("jobId", jobId)
        .execute();
  }

  private static void requireHeld(Update update, Claim claim) {
    int updated =
        update
            .bind("jobId", claim.jobId())
            .bind("shard", claim.shard())
            .bind("epoch", claim.epoch())
            .execute();
    if (updated == 0) {
      throw new JobInterruptedException(
          "the job was paused or has ended, or another execution has its shard %d"
              .formatted(claim.shard()));
    }
  }

  record Key(UUID jobId, int shard) {}

  /** One execution's hold on a shard, and what it found. */
  record Claim(
      UUID jobId,
      UUID tenantId,
      String kind,
      UUID subjectId,
      String parameters,
      int shards,
      int shard,
      long epoch,
      String position,
      int tries,
      int failures) {

    boolean isFinish() {
      return shard == shards;
    }
  }
}
