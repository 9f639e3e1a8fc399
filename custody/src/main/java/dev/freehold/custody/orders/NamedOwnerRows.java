package dev.freehold.custody.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The mailboxes and sites that a job was ordered for by name. */
public final class NamedOwnerRows {

  private NamedOwnerRows() {}

  /** Notes the mailboxes and sites that a job names. */
  public static void insert(Handle tx, UUID jobId, List<UUID> owners) {
    PreparedBatch batch =
        tx.prepareBatch("INSERT INTO move_owners (job_id, owner_id) VALUES (:jobId, :ownerId)");
    owners.forEach(owner -> batch.bind("jobId", jobId).bind("ownerId", owner).add());
    batch.execute();
  }

  /** The tenant's unfinished jobs that were ordered for some owners by name, and for which. */
  public static Map<UUID, Set<UUID>> naming(Handle tx, UUID tenantId, Collection<UUID> ownerIds) {
    return tx
        .createQuery(
            """
            SELECT j.id, m.owner_id FROM jobs j JOIN move_owners m ON m.job_id = j.id
            WHERE j.tenant_id = :tenantId AND j.ended_at IS NULL AND m.owner_id IN (<ownerIds>)\
            """)
        .bind("tenantId", tenantId)
        .bindList("ownerIds", List.copyOf(ownerIds))
        .map(
            row ->
                Map.entry(row.getColumn("id", UUID.class), row.getColumn("owner_id", UUID.class)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
  }

  /** Forgets what a job named. */
  public static void delete(Handle tx, UUID jobId) {
    tx.createUpdate("DELETE FROM move_owners WHERE job_id = :jobId").bind("jobId", jobId).execute();
  }

  /** A cancelled job never runs again; a failed one may be resumed and needs them. */
  public static int deleteOfCancelled(Handle tx) {
    return tx.createUpdate(
            """
            DELETE FROM move_owners WHERE job_id IN (
              SELECT m.job_id FROM move_owners m JOIN jobs j ON j.id = m.job_id
              WHERE j.state = 'CANCELLED')\
            """)
        .execute();
  }
}
