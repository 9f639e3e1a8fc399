package dev.freehold.custody.jobs;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds the jobs that have not ended, with their parameters. */
public final class OpenJobs {

  private OpenJobs() {}

  /**
   * A tenant's unfinished jobs of a kind, the newest first, {@code max} at most; without those that
   * something else than this service has ordered or changed.
   */
  public static List<OpenJob> of(Handle tx, UUID tenantId, String kind, int max) {
    return RowSeals.of(tx)
        .list(
            CustodySeals.JOB,
            tx.createQuery(
                    """
                    SELECT %s FROM jobs j
                    WHERE tenant_id = :tenantId AND kind = :kind AND ended_at IS NULL
                    ORDER BY created_at DESC, id DESC LIMIT :max\
                    """
                        .formatted(CustodySeals.JOB.columns("j")))
                .bind("tenantId", tenantId)
                .bind("kind", kind)
                .bind("max", max),
            row ->
                new OpenJob(
                    row.getColumn("id", UUID.class),
                    JobFacts.read(row.getColumn("parameters", String.class))));
  }

  /**
   * What a job was started with.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC} if something else has ordered or changed it
   */
  public static Map<String, String> parameters(Handle tx, UUID id) {
    return JobFacts.read(JobRows.order(tx, id).text("parameters"));
  }

  /** Tells whether a shard of a job waits for this, paused or not. */
  public static boolean isWaitingFor(Handle tx, UUID id, String code) {
    return tx.createQuery(
                """
                SELECT COUNT(*) FROM job_shards
                WHERE job_id = :id AND done = 0 AND waiting_code = :code\
                """)
            .bind("id", id)
            .bind("code", code)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /**
   * A job that has not ended.
   *
   * @param id which one
   * @param parameters what it was started with
   */
  public record OpenJob(UUID id, Map<String, String> parameters) {

    /** Copies the parameters. */
    public OpenJob {
      parameters = Map.copyOf(parameters);
    }
  }
}
