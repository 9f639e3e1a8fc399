package dev.freehold.files.maintenance;

import dev.freehold.crypto.CryptoException;
import dev.freehold.files.keys.SealedPart;
import dev.freehold.files.keys.SiteKeyring;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables whose rows each have one sealed value, and how it is moved to another key. */
enum ResealedTable {
  /** Bound to the first object's id. */
  DOCUMENTS("file_documents", "id", "object_id", SealedPart.DOCUMENT),
  /** Bound to the upload's id. */
  UPLOADS("file_uploads", "id", "id", SealedPart.UPLOAD),
  /** Bound to the object's id. */
  PARTS("file_parts", "object_id", "object_id", SealedPart.PART),
  /** Bound to the page's id. */
  PART_PAGES("file_part_pages", "id", "id", SealedPart.PART_PAGE);

  private static final Logger LOG = LoggerFactory.getLogger(ResealedTable.class);

  private final String table;
  private final String id;
  private final String boundTo;
  private final SealedPart part;

  ResealedTable(String table, String id, String boundTo, SealedPart part) {
    this.table = table;
    this.id = id;
    this.boundTo = boundTo;
    this.part = part;
  }

  /** Seals some of a site's rows again, in the caller's transaction; returns how many. */
  int reseal(Handle tx, UUID siteId, UUID from, SiteKeyring keys, int max) {
    List<Row> rows =
        tx.createQuery(
                """
                SELECT %s AS id, %s AS bound_to, sealed FROM %s
                WHERE owner_key_id = :from AND site_id = :siteId LIMIT :max\
                """
                    .formatted(id, boundTo, table))
            .bind("from", from)
            .bind("siteId", siteId)
            .bind("max", max)
            .mapTo(Row.class)
            .list();
    for (Row row : rows) {
      tx.createUpdate(
              """
              UPDATE %s SET owner_key_id = :to, sealed = :sealed
              WHERE owner_key_id = :from AND site_id = :siteId AND %s = :id\
              """
                  .formatted(table, id))
          .bind("from", from)
          .bind("to", keys.presentKeyId())
          .bind("sealed", resealed(row, from, keys))
          .bind("siteId", siteId)
          .bind("id", row.id)
          .execute();
    }
    return rows.size();
  }

  /** What does not open is lost under either key; it moves as it is. */
  private byte[] resealed(Row row, UUID from, SiteKeyring keys) {
    try {
      return keys.seal(part, row.boundTo, keys.open(part, from, row.boundTo, row.sealed));
    } catch (CryptoException damaged) {
      LOG.warn("a row of {} does not open: {}: {}", table, row.id, damaged.getMessage());
      return row.sealed;
    }
  }

  boolean any(Handle tx, UUID ownerKeyId) {
    return tx.createQuery("SELECT 1 FROM %s WHERE owner_key_id = :key LIMIT 1".formatted(table))
        .bind("key", ownerKeyId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  long count(Handle tx, UUID ownerKeyId) {
    return tx.createQuery("SELECT COUNT(*) FROM %s WHERE owner_key_id = :key".formatted(table))
        .bind("key", ownerKeyId)
        .mapTo(Long.class)
        .one();
  }

  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared with each other.
  private record Row(UUID id, UUID boundTo, byte[] sealed) {}
}
