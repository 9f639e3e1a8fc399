package dev.freehold.files.maintenance;

import dev.freehold.content.purge.OwnerRemains;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Deletes the rows of documents and uploads of purged sites. Documents' names are sealed in them
 * and can never be opened again, but sizes and times are in clear, so these rows are deleted too.
 * Safe for use by many threads.
 */
public final class FileRemains implements OwnerRemains {

  private static final List<Table> TABLES =
      List.of(
          new Table("file_documents", "id"),
          new Table("file_uploads", "id"),
          new Table("file_parts", "object_id"),
          new Table("file_part_pages", "id"),
          new Table("file_name_pages", "page_id"));

  @Override
  public int erase(Handle tx, UUID ownerId, List<UUID> destroyedKeyIds, int max) {
    int left = max;
    for (UUID keyId : destroyedKeyIds) {
      for (Table table : TABLES) {
        left -= left > 0 ? table.delete(tx, ownerId, keyId, left) : 0;
      }
    }
    return max - left + (left > 0 ? letGo(tx, ownerId, left) : 0);
  }

  private static int letGo(Handle tx, UUID siteId, int max) {
    return tx.createUpdate(
            """
            DELETE FROM file_parts_let_go WHERE upload_id IN (
              SELECT upload_id FROM file_parts_let_go WHERE site_id = :siteId LIMIT :max)\
            """)
        .bind("siteId", siteId)
        .bind("max", max)
        .execute();
  }

  /** A table whose rows an index finds by their key and site. */
  private record Table(String name, String id) {

    int delete(Handle tx, UUID siteId, UUID keyId, int max) {
      return tx.createUpdate(
              """
              DELETE FROM %1$s WHERE owner_key_id = :keyId AND site_id = :siteId AND %2$s IN (
                SELECT %2$s FROM %1$s
                WHERE owner_key_id = :keyId AND site_id = :siteId LIMIT :max)\
              """
                  .formatted(name, id))
          .bind("keyId", keyId)
          .bind("siteId", siteId)
          .bind("max", max)
          .execute();
    }
  }
}
