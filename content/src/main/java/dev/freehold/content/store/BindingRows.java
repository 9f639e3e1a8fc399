package dev.freehold.content.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on bindings of rows that have none yet, each in the caller's transaction. */
final class BindingRows {

  private BindingRows() {}

  static Set<UUID> unbound(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    return objectIds.isEmpty()
        ? Set.of()
        : new HashSet<>(
            tx.createQuery(
                    """
                    SELECT object_id FROM content_objects
                    WHERE object_id IN (<ids>) AND tenant_id = :tenantId AND state = 'active'
                      AND binding IS NULL
                    """)
                .bindList("ids", List.copyOf(objectIds))
                .bind("tenantId", tenantId)
                .mapTo(UUID.class)
                .list());
  }

  /** Binds the row, unless it is bound or the object has another blob by now. */
  static void bind(Handle tx, ObjectRow row, ObjectBinding binding) {
    tx.createUpdate(
            """
            UPDATE content_objects SET binding = :binding
            WHERE object_id = :objectId AND blob_id = :blobId AND binding IS NULL
            """)
        .bind("binding", binding.bytes())
        .bind("objectId", row.objectId())
        .bind("blobId", row.blobId())
        .execute();
  }
}
