package dev.freehold.custody.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the shards of jobs wait for, each statement in the caller's transaction. */
public final class KeptBackRows {

  private KeptBackRows() {}

  /** Notes what a shard keeps back; what is noted already stays as it is. */
  public static void insert(
      Handle tx, UUID jobId, int shard, Collection<Departure> kept, Instant now) {
    for (Departure departure : kept) {
      tx.createUpdate(
              """
              INSERT INTO kept_back_moves (job_id, shard, policy_id, target_policy_id, since)
              VALUES (:jobId, :shard, :policyId, :target, :now)
              ON CONFLICT (job_id, shard, policy_id, target_policy_id) DO NOTHING\
              """)
          .bind("jobId", jobId)
          .bind("shard", shard)
          .bind("policyId", departure.from())
          .bind("target", departure.to())
          .bind("now", now)
          .execute();
    }
  }

  /** What a shard keeps back. */
  public static List<Departure> of(Handle tx, UUID jobId, int shard) {
    return tx.createQuery(
            """
            SELECT k.policy_id AS "from", k.target_policy_id AS "to", p.kind AS target_kind
            FROM kept_back_moves k JOIN policies p ON p.id = k.target_policy_id
            WHERE k.job_id = :jobId AND k.shard = :shard
            ORDER BY k.policy_id, k.target_policy_id\
            """)
        .bind("jobId", jobId)
        .bind("shard", shard)
        .mapTo(Departure.class)
        .list();
  }

  /** Deletes the rows of a shard. */
  public static void delete(Handle tx, UUID jobId, int shard) {
    tx.createUpdate("DELETE FROM kept_back_moves WHERE job_id = :jobId AND shard = :shard")
        .bind("jobId", jobId)
        .bind("shard", shard)
        .execute();
  }

  /** Deletes the rows of a job. */
  public static void delete(Handle tx, UUID jobId) {
    tx.createUpdate("DELETE FROM kept_back_moves WHERE job_id = :jobId")
        .bind("jobId", jobId)
        .execute();
  }

  /** A cancelled job never runs again; a failed one may be resumed and needs them. */
  public static int deleteOfCancelled(Handle tx) {
    return tx.createUpdate(
            """
            DELETE FROM kept_back_moves WHERE job_id IN (
              SELECT k.job_id FROM kept_back_moves k JOIN jobs j ON j.id = k.job_id
              WHERE j.state = 'CANCELLED')\
            """)
        .execute();
  }
}
