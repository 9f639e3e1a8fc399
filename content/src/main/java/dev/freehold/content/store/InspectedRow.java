package dev.freehold.content.store;

import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * An active object's row, and whose its key is.
 *
 * @param ownerId empty if custody knows no such key
 * @param isKeyThere whether the key was not destroyed: what was purged is being freed
 */
record InspectedRow(ObjectRow row, Optional<UUID> ownerId, boolean isKeyThere) {

  private static final UUID NOBODY = new UUID(0, 0);

  /** Whose it has to be; all zeros stand for an owner that is not known. */
  ContentOwner owner() {
    return new ContentOwner(row.tenantId(), ownerId.orElse(NOBODY));
  }

  static long count(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM content_objects WHERE state = 'active'")
        .mapTo(Long.class)
        .one();
  }

  static List<InspectedRow> after(Handle tx, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT o.object_id, o.blob_id, o.tenant_id, o.owner_key_id, o.plaintext_bytes,
              o.blob_bytes, o.binding, k.owner_id, k.state
            FROM content_objects o LEFT JOIN owner_keys k ON k.id = o.owner_key_id
            WHERE o.object_id > :after AND o.state = 'active'
            ORDER BY o.object_id LIMIT :max
            """)
        .bind("after", after)
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  private static InspectedRow read(ResultSet row) throws SQLException {
    boolean hasOwner = row.getBytes(8) != null;
    return new InspectedRow(
        ObjectRows.read(row),
        hasOwner ? Optional.of(RowIds.read(row, 8)) : Optional.empty(),
        hasOwner && !"DESTROYED".equals(row.getString(9)));
  }
}
