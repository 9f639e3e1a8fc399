package dev.freehold.content.rescue;

import dev.freehold.persistence.Database;
import java.util.List;
import java.util.UUID;

/** Reads from a copy of the main database which blobs are under an owner key. */
public final class StoredObjects {

  private final Database database;

  /** Reads {@code database}, usually one opened to be read only. */
  public StoredObjects(Database database) {
    this.database = database;
  }

  /** Some blobs under an owner key, those that were let go too; at most {@code max}. */
  public List<UUID> blobsUnder(UUID ownerKeyId, int max) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT blob_id FROM content_objects WHERE owner_key_id = :key
                    ORDER BY state LIMIT :max\
                    """)
                .bind("key", ownerKeyId)
                .bind("max", max)
                .mapTo(UUID.class)
                .list());
  }
}
