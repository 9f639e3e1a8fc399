package dev.freehold.custody.reseal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Retired keys whose job has ended. */
public final class LeftoverRows {

  /**
   * At once where a job ended before it had tried everything; after a while where it ended well and
   * kept the key, or was itself one that only tried again.
   */
  private static final String LEFT_OVER =
      """
      k.state = 'RETIRED' AND (j.id IS NULL OR (j.ended_at IS NOT NULL AND (
        j.ended_at <= :endedBefore OR (j.state <> 'DONE' AND j.kind <> 'empty'))))
      """;

  private LeftoverRows() {}

  /** Tenants that have such keys and no unfinished job for them. */
  static List<UUID> tenants(Handle tx, Instant endedBefore, int max) {
    return tx.createQuery(
            """
            SELECT DISTINCT k.tenant_id
            FROM owner_keys k
              JOIN key_owners o ON o.id = k.owner_id
              LEFT JOIN jobs j ON j.id = k.retired_by
            WHERE %s AND NOT EXISTS (
              SELECT 1 FROM jobs e
              WHERE e.tenant_id = k.tenant_id AND e.subject_id = k.tenant_id
                AND e.kind = 'empty' AND e.ended_at IS NULL)
            LIMIT :max\
            """
                .formatted(LEFT_OVER))
        .bind("endedBefore", endedBefore)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Makes a tenant's the job's, as if it had retired them, and tells how many; {@code max} at most.
   */
  static int adopt(Handle tx, UUID tenantId, Instant endedBefore, UUID jobId, int max) {
    return tx.createUpdate(
            "UPDATE owner_keys SET retired_by = :jobId WHERE state = 'RETIRED' AND id IN (%s)"
                .formatted(ofTenant()))
        .bind("jobId", jobId)
        .bind("tenantId", tenantId)
        .bind("endedBefore", endedBefore)
        .bind("max", max)
        .execute();
  }

  /** Makes one owner's retired keys the job's, but those of a job that has not ended. */
  public static int adoptOf(Handle tx, UUID tenantId, UUID ownerId, UUID jobId) {
    return tx.createUpdate(
            """
            UPDATE owner_keys SET retired_by = :jobId
            WHERE owner_id = :ownerId AND tenant_id = :tenantId AND state = 'RETIRED'
              AND NOT EXISTS (SELECT 1 FROM jobs j
                WHERE j.id = owner_keys.retired_by AND j.ended_at IS NULL)\
            """)
        .bind("jobId", jobId)
        .bind("ownerId", ownerId)
        .bind("tenantId", tenantId)
        .execute();
  }

  private static String ofTenant() {
    return """
    SELECT k.id
    FROM owner_keys k
      JOIN key_owners o ON o.id = k.owner_id
      LEFT JOIN jobs j ON j.id = k.retired_by
    WHERE k.tenant_id = :tenantId AND %s
    ORDER BY k.owner_id, k.id LIMIT :max\
    """
        .formatted(LEFT_OVER);
  }
}
