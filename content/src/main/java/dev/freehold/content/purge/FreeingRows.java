package dev.freehold.content.purge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code content_freeing}, each in the caller's transaction. */
final class FreeingRows {

  private FreeingRows() {}

  static void insert(Handle tx, UUID ownerId, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO content_freeing (owner_id, released_at, freed_objects, freed_bytes)
            VALUES (:ownerId, :now, 0, 0) ON CONFLICT (owner_id) DO NOTHING
            """)
        .bind("ownerId", ownerId)
        .bind("now", now)
        .execute();
  }

  /**
   * Owners that are not freed yet, those released first. Owners with a key that opens are left
   * alone, whatever was marked, and so are the owners of a purge under way: it still tries to open
   * some of what they had.
   *
   * @param isUnerased whether only those are wanted whose other rows are still there
   * @param after the owner that the page before ended with
   */
  static List<Open> open(Handle tx, boolean isUnerased, Optional<Open> after, int max) {
    return tx.createQuery(
            """
            SELECT owner_id, released_at FROM content_freeing f
            WHERE freed_at IS NULL %s
              AND (released_at > :at OR (released_at = :at AND owner_id > :ownerId))
              AND NOT EXISTS (SELECT 1 FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
                WHERE o.id = f.owner_id AND k.state <> 'DESTROYED')
              AND NOT EXISTS (SELECT 1 FROM owner_keys k JOIN policies p ON p.id = k.policy_id
                WHERE k.owner_id = f.owner_id AND k.state = 'DESTROYED' AND p.state = 'PURGING')
            ORDER BY released_at, owner_id LIMIT :max
            """
                .formatted(isUnerased ? "AND erased_at IS NULL" : ""))
        .bind("at", after.map(Open::releasedAt).orElse(Instant.EPOCH))
        .bind("ownerId", after.map(Open::ownerId).orElse(new UUID(0, 0)))
        .bind("max", max)
        .mapTo(Open.class)
        .list();
  }

  static void count(Handle tx, UUID ownerId, long objects, long bytes) {
    tx.createUpdate(
            """
            UPDATE content_freeing SET freed_objects = freed_objects + :objects,
              freed_bytes = freed_bytes + :bytes
            WHERE owner_id = :ownerId
            """)
        .bind("objects", objects)
        .bind("bytes", bytes)
        .bind("ownerId", ownerId)
        .execute();
  }

  static void erased(Handle tx, UUID ownerId, Instant now) {
    tx.createUpdate("UPDATE content_freeing SET erased_at = :now WHERE owner_id = :ownerId")
        .bind("now", now)
        .bind("ownerId", ownerId)
        .execute();
  }

  static void done(Handle tx, UUID ownerId, Instant now) {
    tx.createUpdate(
            "UPDATE content_freeing SET freed_at = :now WHERE owner_id = :ownerId"
                + " AND freed_at IS NULL")
        .bind("now", now)
        .bind("ownerId", ownerId)
        .execute();
  }

  static FreedCounts counts(Handle tx, Collection<UUID> ownerIds) {
    return tx.createQuery(
            """
            SELECT COUNT(*) AS owners, COUNT(freed_at) AS freed_owners,
              COALESCE(SUM(freed_objects), 0) AS freed_objects,
              COALESCE(SUM(freed_bytes), 0) AS freed_bytes
            FROM content_freeing WHERE owner_id IN (<ids>)
            """)
        .bindList("ids", List.copyOf(ownerIds))
        .mapTo(FreedCounts.class)
        .one();
  }

  /** Purges that ended, of whose mailboxes or sites nothing is left, and that do not say so yet. */
  static List<FreedPurge> freedPurges(Handle tx, int max) {
    return tx.createQuery(
            """
            SELECT c.id AS case_id, COALESCE(SUM(f.freed_objects), 0) AS objects,
              COALESCE(SUM(f.freed_bytes), 0) AS bytes
            FROM purge_cases c
              LEFT JOIN key_owners o ON o.purge_id = c.id
              LEFT JOIN content_freeing f ON f.owner_id = o.id
            WHERE c.purged_at IS NOT NULL AND c.freed_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM key_owners w JOIN content_freeing n ON n.owner_id = w.id
                WHERE w.purge_id = c.id AND n.freed_at IS NULL)
            GROUP BY c.id ORDER BY c.id LIMIT :max
            """)
        .bind("max", max)
        .mapTo(FreedPurge.class)
        .list();
  }

  /** An owner whose content is to be freed. */
  record Open(UUID ownerId, Instant releasedAt) {}
}
