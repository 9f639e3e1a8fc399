package dev.freehold.content.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code content_objects}, each in the caller's transaction. */
final class ObjectRows {

  private ObjectRows() {}

  static void insert(Handle tx, SealedObject sealed, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO content_objects (object_id, tenant_id, owner_key_id, generation,
              plaintext_bytes, blob_bytes, created_at, state)
            VALUES (:objectId, :tenantId, :ownerKeyId, :generation,
              :plaintextBytes, :blobBytes, :now, :state)
            """)
        .bind("objectId", sealed.objectId())
        .bind("tenantId", sealed.tenantId())
        .bind("ownerKeyId", sealed.ownerKeyId())
        .bind("generation", sealed.generation())
        .bind("plaintextBytes", sealed.plaintextBytes())
        .bind("blobBytes", sealed.blobBytes())
        .bind("now", now)
        .bind("state", ObjectState.ACTIVE.stored())
        .execute();
  }

  static Optional<ObjectRow> findActive(Handle tx, UUID objectId) {
    return tx.createQuery(
            """
            SELECT object_id, tenant_id, owner_key_id, plaintext_bytes, blob_bytes
            FROM content_objects WHERE object_id = :objectId AND state = :state
            """)
        .bind("objectId", objectId)
        .bind("state", ObjectState.ACTIVE.stored())
        .mapTo(ObjectRow.class)
        .findOne();
  }

  static boolean release(Handle tx, UUID objectId, Instant now) {
    return tx.createUpdate(
                """
                UPDATE content_objects SET state = :released, released_at = :now
                WHERE object_id = :objectId AND state = :active
                """)
            .bind("released", ObjectState.RELEASED.stored())
            .bind("active", ObjectState.ACTIVE.stored())
            .bind("now", now)
            .bind("objectId", objectId)
            .execute()
        == 1;
  }

  /** The first finding stays: it says when the object was last known to be whole. */
  static void markDamaged(Handle tx, UUID objectId, String code, Instant now) {
    tx.createUpdate(
            """
            UPDATE content_objects SET damaged_at = :now, damage_code = :code
            WHERE object_id = :objectId AND damaged_at IS NULL
            """)
        .bind("now", now)
        .bind("code", code)
        .bind("objectId", objectId)
        .execute();
  }

  static ObjectUsage usage(Handle tx, UUID ownerKeyId) {
    return tx.createQuery(
            """
            SELECT COUNT(*) AS objects, COALESCE(SUM(plaintext_bytes), 0) AS plaintext_bytes,
              COALESCE(SUM(blob_bytes), 0) AS blob_bytes, COUNT(damaged_at) AS damaged
            FROM content_objects WHERE owner_key_id = :ownerKeyId AND state = :state
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("state", ObjectState.ACTIVE.stored())
        .mapTo(ObjectUsage.class)
        .one();
  }

  /** Which of {@code objectIds} have a row, in whatever state. */
  static Set<UUID> present(Handle tx, Collection<UUID> objectIds) {
    return new HashSet<>(
        tx.createQuery("SELECT object_id FROM content_objects WHERE object_id IN (<ids>)")
            .bindList("ids", List.copyOf(objectIds))
            .mapTo(UUID.class)
            .list());
  }

  /** Released objects with the length of their blobs, the longest released first. */
  static List<Released> released(Handle tx, int max) {
    return tx.createQuery(
            """
            SELECT object_id, blob_bytes FROM content_objects
            WHERE state = 'released' ORDER BY released_at, object_id LIMIT :max
            """)
        .bind("max", max)
        .mapTo(Released.class)
        .list();
  }

  static void deleteReleased(Handle tx, Collection<UUID> objectIds) {
    tx.createUpdate("DELETE FROM content_objects WHERE state = 'released' AND object_id IN (<ids>)")
        .bindList("ids", List.copyOf(objectIds))
        .execute();
  }

  /** An object to be removed. */
  record Released(UUID objectId, long blobBytes) {}
}
