package dev.freehold.files.parts;

import dev.freehold.files.keys.SealedPart;
import dev.freehold.files.keys.SiteKeyring;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code file_part_pages}, each in the caller's transaction. */
public final class PartPageRows {

  private PartPageRows() {}

  /** Inserts a page that begins with the byte {@code firstByte} of its document. */
  public static void insert(Handle tx, UUID siteId, UUID uploadId, long firstByte, Row row) {
    tx.createUpdate(
            """
            INSERT INTO file_part_pages (site_id, upload_id, first_byte, id, owner_key_id, sealed)
            VALUES (:siteId, :uploadId, :firstByte, :id, :ownerKeyId, :sealed)\
            """)
        .bind("siteId", siteId)
        .bind("uploadId", uploadId)
        .bind("firstByte", firstByte)
        .bindMethods(row)
        .execute();
  }

  /** The pages that have any of these bytes, in order; the last one before the first byte too. */
  public static List<Row> of(Handle tx, UUID uploadId, long from, long end) {
    return tx.createQuery(
            """
            SELECT id, owner_key_id, sealed FROM file_part_pages
            WHERE upload_id = :uploadId AND first_byte < :end AND first_byte >= COALESCE(
              (SELECT MAX(first_byte) FROM file_part_pages
               WHERE upload_id = :uploadId AND first_byte <= :from), 0)
            ORDER BY first_byte\
            """)
        .bind("uploadId", uploadId)
        .bind("from", from)
        .bind("end", end)
        .mapTo(Row.class)
        .list();
  }

  /** Deletes all pages of an upload. */
  public static void deleteAll(Handle tx, UUID uploadId) {
    tx.createUpdate("DELETE FROM file_part_pages WHERE upload_id = :uploadId")
        .bind("uploadId", uploadId)
        .execute();
  }

  /** A sealed page. */
  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared with each other.
  public record Row(UUID id, UUID ownerKeyId, byte[] sealed) {

    /** Opens the page under a key of the site. */
    public PartPage open(SiteKeyring keys) {
      return PartPage.decode(keys.open(SealedPart.PART_PAGE, ownerKeyId, id, sealed));
    }
  }
}
