package dev.freehold.custody.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What jobs that have not ended were started with. */
public final class OpenJobs {

  private OpenJobs() {}

  /** A tenant's unfinished jobs of a kind, the newest first, {@code max} at most. */
  public static List<OpenJob> of(Handle tx, UUID tenantId, String kind, int max) {
    return tx.createQuery(
            """
            SELECT id, parameters FROM jobs
            WHERE tenant_id = :tenantId AND kind = :kind AND ended_at IS NULL
            ORDER BY created_at DESC, id DESC LIMIT :max\
            """)
        .bind("tenantId", tenantId)
        .bind("kind", kind)
        .bind("max", max)
        .map(
            row ->
                new OpenJob(
                    row.getColumn("id", UUID.class),
                    JobFacts.read(row.getColumn("parameters", String.class))))
        .list();
  }

  /** What a job was started with. */
  public static Map<String, String> parameters(Handle tx, UUID id) {
    return JobFacts.read(
        tx.createQuery("SELECT parameters FROM jobs WHERE id = :id")
            .bind("id", id)
            .mapTo(String.class)
            .one());
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
   * One of them.
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
