package dev.freehold.custody.reseal;

import dev.freehold.custody.orders.ShardRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The retired keys that a job is to empty, each statement in the caller's transaction. */
public final class RetiredKeyRows {

  private RetiredKeyRows() {}

  /** The newest unfinished job that a retired key belongs to, for those of some owners. */
  public static Map<UUID, UUID> jobs(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    Map<UUID, UUID> newest = new HashMap<>();
    tx.createQuery(
            """
            SELECT k.owner_id, j.id FROM owner_keys k JOIN jobs j ON j.id = k.retired_by
            WHERE k.owner_id IN (<ownerIds>) AND k.tenant_id = :tenantId AND k.state = 'RETIRED'
              AND j.ended_at IS NULL
            ORDER BY j.created_at, j.id\
            """)
        .bindList("ownerIds", List.copyOf(ownerIds))
        .bind("tenantId", tenantId)
        .map(
            row ->
                Map.entry(row.getColumn("owner_id", UUID.class), row.getColumn("id", UUID.class)))
        .forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
    return newest;
  }

  /**
   * The next key that is this job's to empty and is not destroyed yet, by owner and key.
   *
   * @param afterKey the key of the owner {@code range.after()} after which it goes on
   */
  public static Optional<RetiredKey> next(Handle tx, UUID jobId, ShardRange range, UUID afterKey) {
    return tx.createQuery(
            """
            SELECT k.owner_id, o.kind, k.id AS owner_key_id
            FROM owner_keys k JOIN key_owners o ON o.id = k.owner_id
            WHERE k.retired_by = :jobId AND k.state = 'RETIRED'
              AND k.owner_id >= :after AND (k.owner_id > :after OR k.id > :afterKey)
              AND k.owner_id <= :last
            ORDER BY k.owner_id, k.id LIMIT 1\
            """)
        .bind("jobId", jobId)
        .bind("after", range.after())
        .bind("afterKey", afterKey)
        .bind("last", range.last())
        .mapTo(RetiredKey.class)
        .findOne();
  }

  /** A key of an owner that exists, if it is still this job's to empty and not destroyed. */
  static Optional<RetiredKey> find(Handle tx, UUID jobId, UUID ownerKeyId) {
    return tx.createQuery(
            """
            SELECT k.owner_id, o.kind, k.id AS owner_key_id
            FROM owner_keys k JOIN key_owners o ON o.id = k.owner_id
            WHERE k.id = :id AND k.retired_by = :jobId AND k.state = 'RETIRED'\
            """)
        .bind("id", ownerKeyId)
        .bind("jobId", jobId)
        .mapTo(RetiredKey.class)
        .findOne();
  }

  /** Keys that the job retired and that are still there. */
  public static long count(Handle tx, UUID jobId) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM owner_keys WHERE retired_by = :jobId AND state = 'RETIRED'")
        .bind("jobId", jobId)
        .mapTo(Long.class)
        .one();
  }
}
