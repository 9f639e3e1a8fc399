package dev.freehold.content.reseal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The statements on {@code content_replaced}, which lists blobs that were replaced and are to be
 * deleted.
 */
public final class ReplacedRows {

  private ReplacedRows() {}

  /** Notes a blob that another one replaced. */
  public static void insert(Handle tx, UUID blobId, long blobBytes, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO content_replaced (blob_id, blob_bytes, replaced_at)
            VALUES (:blobId, :blobBytes, :now)
            """)
        .bind("blobId", blobId)
        .bind("blobBytes", blobBytes)
        .bind("now", now)
        .execute();
  }

  /** Blobs that were replaced before {@code end}, the longest ago first. */
  public static List<Replaced> before(Handle tx, Instant end, int max) {
    return tx.createQuery(
            """
            SELECT blob_id, blob_bytes FROM content_replaced
            WHERE replaced_at < :end ORDER BY replaced_at, blob_id LIMIT :max
            """)
        .bind("end", end)
        .bind("max", max)
        .mapTo(Replaced.class)
        .list();
  }

  /** Deletes the rows of blobs that are deleted. */
  public static void delete(Handle tx, Collection<UUID> blobIds) {
    tx.createUpdate("DELETE FROM content_replaced WHERE blob_id IN (<ids>)")
        .bindList("ids", List.copyOf(blobIds))
        .execute();
  }

  /** A blob to be removed. */
  public record Replaced(UUID blobId, long blobBytes) {}
}
