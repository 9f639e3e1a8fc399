package dev.freehold.custody.jobs;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Names;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The jobs table, and what it and its shards come to together. */
final class JobRows {

  private static final String SELECT =
      """
      SELECT j.id, j.tenant_id, j.kind, j.subject_id, j.state, j.failure_code, j.failure_reason,
        j.total_items, j.total_bytes, j.statement, j.created_by, j.created_at, j.started_at,
        j.ended_at,
        (SELECT CAST(SUM(s.done_items) AS BIGINT) FROM job_shards s WHERE s.job_id = j.id)
          AS done_items,
        (SELECT CAST(SUM(s.done_bytes) AS BIGINT) FROM job_shards s WHERE s.job_id = j.id)
          AS done_bytes,
        (SELECT s.waiting_code FROM job_shards s
          WHERE s.job_id = j.id AND s.waiting_code IS NOT NULL ORDER BY s.shard LIMIT 1)
          AS waiting_code,
        (SELECT s.waiting_reason FROM job_shards s
          WHERE s.job_id = j.id AND s.waiting_code IS NOT NULL ORDER BY s.shard LIMIT 1)
          AS waiting_reason
      FROM jobs j
      """;

  private JobRows() {}

  /** False if an unfinished job has the same exclusive key. */
  static boolean insert(Handle tx, UUID id, NewJob job, Instant now) {
    String parameters = JobFacts.write(job.parameters());
    SealedRow order =
        CustodySeals.JOB
            .row(job.tenantId(), id)
            .set("subject_id", job.subjectId())
            .set("kind", job.kind())
            .set("exclusive_key", job.exclusiveKey())
            .set("parameters", parameters)
            .set("created_by", job.actor())
            .set("role", job.role())
            .set("shards", job.shards())
            .set("created_at", now)
            .done();
    int inserted =
        tx.createUpdate(
                """
                INSERT INTO jobs (id, tenant_id, kind, subject_id, exclusive_key, parameters,
                  shards, shards_left, state, total_items, total_bytes, statement,
                  created_by, role, created_at, seal)
                VALUES (:id, :tenantId, :kind, :subjectId, :exclusiveKey, :parameters, :shards,
                  :shards, 'QUEUED', :totalItems, :totalBytes, :statement, :actor, :role,
                  :createdAt, :seal)
                ON CONFLICT (tenant_id, exclusive_key) WHERE ended_at IS NULL DO NOTHING\
                """)
            .bind("id", id)
            .bindMethods(job)
            .bind("parameters", parameters)
            .bind("statement", JobFacts.NONE)
            .bind("createdAt", now)
            .bind("seal", RowSeals.of(tx).seal(order))
            .execute();
    return inserted == 1;
  }

  static Optional<UUID> withKey(Handle tx, UUID tenantId, String exclusiveKey) {
    return tx.createQuery(
            """
            SELECT id FROM jobs
            WHERE tenant_id = :tenantId AND exclusive_key = :key AND ended_at IS NULL\
            """)
        .bind("tenantId", tenantId)
        .bind("key", exclusiveKey)
        .mapTo(UUID.class)
        .findOne();
  }

  static Optional<Job> byId(Handle tx, UUID tenantId, UUID id) {
    return tx.createQuery(SELECT + "WHERE j.tenant_id = :tenantId AND j.id = :id")
        .bind("tenantId", tenantId)
        .bind("id", id)
        .mapTo(Row.class)
        .findOne()
        .map(Row::toJob);
  }

  static Optional<Job> unfinished(Handle tx, UUID tenantId, UUID subjectId) {
    return tx.createQuery(
            SELECT
                + """
                WHERE j.tenant_id = :tenantId AND j.subject_id = :subjectId
                  AND j.ended_at IS NULL
                ORDER BY j.created_at DESC, j.id DESC LIMIT 1\
                """)
        .bind("tenantId", tenantId)
        .bind("subjectId", subjectId)
        .mapTo(Row.class)
        .findOne()
        .map(Row::toJob);
  }

  /** Newest first; from the newest on if {@code after} is not a job of the tenant's. */
  static List<Job> page(Handle tx, UUID tenantId, JobFilter filter, UUID after, int max) {
    Instant before =
        tx.createQuery("SELECT created_at FROM jobs WHERE tenant_id = :tenantId AND id = :id")
            .bind("tenantId", tenantId)
            .bind("id", after)
            .mapTo(Instant.class)
            .findOne()
            .orElse(Instant.ofEpochMilli(Long.MAX_VALUE));
    Query query =
        tx.createQuery(
            SELECT
                + """
                WHERE j.tenant_id = :tenantId%s
                  AND (j.created_at < :before OR (j.created_at = :before AND j.id < :after))
                ORDER BY j.created_at DESC, j.id DESC LIMIT :max\
                """
                    .formatted(filter.condition()));
    filter.bind(query);
    return query
        .bind("tenantId", tenantId)
        .bind("before", before)
        .bind("after", after)
        .bind("max", max)
        .mapTo(Row.class)
        .stream()
        .map(Row::toJob)
        .toList();
  }

  static long count(Handle tx, UUID tenantId, JobFilter filter) {
    Query query =
        tx.createQuery(
            "SELECT COUNT(*) FROM jobs j WHERE j.tenant_id = :tenantId" + filter.condition());
    filter.bind(query);
    return query.bind("tenantId", tenantId).mapTo(Long.class).one();
  }

  /** The newest unfinished job about each of some subjects; sorted here, so that no index is. */
  static Map<UUID, Job> unfinished(Handle tx, UUID tenantId, Collection<UUID> subjectIds) {
    Map<UUID, Job> newest = new HashMap<>();
    tx
        .createQuery(
            SELECT
                + """
                WHERE j.tenant_id = :tenantId AND j.subject_id IN (<ids>) AND j.ended_at IS NULL\
                """)
        .bind("tenantId", tenantId)
        .bindList("ids", List.copyOf(subjectIds))
        .mapTo(Row.class)
        .stream()
        .map(Row::toJob)
        .sorted(Comparator.comparing(Job::createdAt).thenComparing(Job::id))
        .forEach(job -> newest.put(job.subjectId(), job));
    return newest;
  }

  /** Those of some jobs that are there, by id. */
  static Map<UUID, Job> byIds(Handle tx, UUID tenantId, Collection<UUID> ids) {
    return tx
        .createQuery(SELECT + "WHERE j.tenant_id = :tenantId AND j.id IN (<ids>)")
        .bind("tenantId", tenantId)
        .bindList("ids", List.copyOf(ids))
        .mapTo(Row.class)
        .stream()
        .map(Row::toJob)
        .collect(Collectors.toMap(Job::id, job -> job));
  }

  /** False if it is paused already or has ended. */
  static boolean pause(Handle tx, UUID id) {
    return tx.createUpdate(
                "UPDATE jobs SET state = 'PAUSED' WHERE id = :id AND state IN ('QUEUED',"
                    + " 'RUNNING')")
            .bind("id", id)
            .execute()
        == 1;
  }

  /** False if it is not paused. */
  static boolean resume(Handle tx, UUID id) {
    return tx.createUpdate(
                """
                UPDATE jobs
                SET state = CASE WHEN started_at IS NULL THEN 'QUEUED' ELSE 'RUNNING' END
                WHERE id = :id AND state = 'PAUSED'\
                """)
            .bind("id", id)
            .execute()
        == 1;
  }

  static void begin(Handle tx, UUID id, Instant now) {
    tx.createUpdate(
            """
            UPDATE jobs SET state = 'RUNNING', started_at = :now
            WHERE id = :id AND state = 'QUEUED'\
            """)
        .bind("id", id)
        .bind("now", now)
        .execute();
  }

  /** Counts one shard as done; true for the last one alone, because the row is locked by it. */
  static boolean shardDone(Handle tx, UUID id) {
    return tx.createQuery(
                "UPDATE jobs SET shards_left = shards_left - 1 WHERE id = :id RETURNING"
                    + " shards_left")
            .bind("id", id)
            .mapTo(Integer.class)
            .one()
        == 0;
  }

  /** False if it was paused or has ended meanwhile. */
  static boolean done(Handle tx, UUID id, Map<String, String> statement, Instant now) {
    return tx.createUpdate(
                """
                UPDATE jobs SET state = 'DONE', statement = :statement, ended_at = :now
                WHERE id = :id AND state = 'RUNNING'\
                """)
            .bind("id", id)
            .bind("statement", JobFacts.write(statement))
            .bind("now", now)
            .execute()
        == 1;
  }

  /** False if it has ended. */
  static boolean cancel(Handle tx, UUID id, Instant now) {
    return tx.createUpdate(
                "UPDATE jobs SET state = 'CANCELLED', ended_at = :now WHERE id = :id AND ended_at"
                    + " IS NULL")
            .bind("id", id)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Takes a failed job and its exclusive key up again; false if it has not failed. */
  static boolean revive(Handle tx, UUID id) {
    return tx.createUpdate(
                """
                UPDATE jobs
                SET state = CASE WHEN started_at IS NULL THEN 'QUEUED' ELSE 'RUNNING' END,
                  failure_code = NULL, failure_reason = NULL, ended_at = NULL
                WHERE id = :id AND state = 'FAILED'\
                """)
            .bind("id", id)
            .execute()
        == 1;
  }

  static Optional<String> exclusiveKey(Handle tx, UUID id) {
    return tx.createQuery(
            "SELECT exclusive_key FROM jobs WHERE id = :id AND exclusive_key IS NOT NULL")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** False if it was paused or has ended meanwhile. */
  static boolean failed(Handle tx, UUID id, String code, String reason, Instant now) {
    return tx.createUpdate(
                """
                UPDATE jobs SET state = 'FAILED', failure_code = :code, failure_reason = :reason,
                  ended_at = :now
                WHERE id = :id AND state = 'RUNNING'\
                """)
            .bind("id", id)
            .bind("code", Names.cut(code, JobLimits.MAX_CODE_CHARS))
            .bind("reason", Names.cut(reason, JobLimits.MAX_REASON_CHARS))
            .bind("now", now)
            .execute()
        == 1;
  }

  /**
   * What a job was ordered to do.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC} if it was forged
   */
  static SealedRow order(Handle tx, UUID id) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.JOB, id)
        .orElseThrow(() -> new IllegalStateException("the job was there a moment ago"));
  }

  /** How many unfinished jobs of all tenants are in each state. */
  static List<StateCount> unfinishedByState(Handle tx) {
    return tx.createQuery(
            """
            SELECT state, COUNT(*) AS jobs FROM (
              SELECT CASE WHEN j.state IN ('QUEUED', 'RUNNING')
                  AND EXISTS (SELECT 1 FROM job_shards s
                  WHERE s.job_id = j.id AND s.waiting_code IS NOT NULL)
                THEN 'WAITING' ELSE j.state END AS state
              FROM jobs j WHERE j.ended_at IS NULL) AS states
            GROUP BY state\
            """)
        .mapTo(StateCount.class)
        .list();
  }

  record StateCount(JobState state, int jobs) {}

  record Row(
      UUID id,
      UUID tenantId,
      String kind,
      UUID subjectId,
      JobState state,
      String failureCode,
      String failureReason,
      long totalItems,
      long totalBytes,
      String statement,
      String createdBy,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt,
      long doneItems,
      long doneBytes,
      String waitingCode,
      String waitingReason) {

    Job toJob() {
      boolean isGoing = state == JobState.RUNNING || state == JobState.QUEUED;
      boolean waits = isGoing && waitingCode != null;
      return new Job(
          id,
          tenantId,
          kind,
          subjectId,
          waits ? JobState.WAITING : state,
          Optional.ofNullable(waits ? waitingCode : failureCode),
          Optional.ofNullable(waits ? waitingReason : failureReason),
          doneItems,
          totalItems,
          doneBytes,
          totalBytes,
          createdAt,
          Optional.ofNullable(startedAt),
          Optional.ofNullable(endedAt),
          createdBy,
          JobFacts.read(statement));
    }
  }

  static void totalItems(Handle tx, UUID jobId, long items) {
    JobLimits.requireRange("the number of items", items, 0, Long.MAX_VALUE);
    tx.createUpdate("UPDATE jobs SET total_items = :items WHERE id = :id")
        .bind("items", items)
        .bind("id", jobId)
        .execute();
  }
}
