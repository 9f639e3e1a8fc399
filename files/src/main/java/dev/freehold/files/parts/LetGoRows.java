package dev.freehold.files.parts;

import dev.freehold.files.sites.SiteScope;
import dev.freehold.persistence.Dialect;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;

/**
 * The statements on {@code file_parts_let_go}, which notes the uploads whose parts are still to be
 * released; each in the caller's transaction.
 */
public final class LetGoRows {

  private LetGoRows() {}

  /** Parts of a site that are to be let go: all of what is their upload's id. */
  record Parts(UUID uploadId, @Nested SiteScope site) {}

  /** Notes that parts of an upload are still to be released. */
  public static void insert(Handle tx, UUID siteId, UUID uploadId) {
    tx.createUpdate(
            "INSERT INTO file_parts_let_go (upload_id, site_id) VALUES (:uploadId, :siteId)")
        .bind("uploadId", uploadId)
        .bind("siteId", siteId)
        .execute();
  }

  static void delete(Handle tx, UUID uploadId) {
    tx.createUpdate("DELETE FROM file_parts_let_go WHERE upload_id = :uploadId")
        .bind("uploadId", uploadId)
        .execute();
  }

  /** Keeps others from letting these parts go until the transaction ends; false if it was done. */
  static boolean lock(Handle tx, Dialect dialect, UUID uploadId) {
    String locking =
        switch (dialect) {
          case SQLITE -> ""; // One writer.
          case POSTGRESQL -> " FOR UPDATE";
        };
    return tx.createQuery("SELECT 1 FROM file_parts_let_go WHERE upload_id = :uploadId" + locking)
        .bind("uploadId", uploadId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Some of any site. */
  static List<Parts> some(Handle tx, int max) {
    return tx.createQuery(
            """
            SELECT l.upload_id, l.site_id, s.tenant_id
            FROM file_parts_let_go l JOIN file_sites s ON s.id = l.site_id LIMIT :max\
            """)
        .bind("max", max)
        .mapTo(Parts.class)
        .list();
  }

  /** All of one site: as many as there were processes that died over it, which is few. */
  public static List<UUID> of(Handle tx, UUID siteId) {
    return tx.createQuery("SELECT upload_id FROM file_parts_let_go WHERE site_id = :siteId")
        .bind("siteId", siteId)
        .mapTo(UUID.class)
        .list();
  }
}
