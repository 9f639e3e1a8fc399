package dev.freehold.files.documents;

import dev.freehold.content.store.FoundObject;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.PointUpdate;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code file_documents}, each in the caller's transaction. */
public final class DocumentRows {

  private static final String SELECT =
      """
      SELECT id, object_id, upload_id, size_bytes, modified_at, owner_key_id, sealed
      FROM file_documents\
      """;

  private static final PointQuery<DocumentRow> ONE =
      new PointQuery<>(SELECT + " WHERE site_id = ? AND id = ?", DocumentRows::read);

  /** The same row together with its object; none if that cannot be opened. */
  static final PointQuery<WithObject> WITH_OBJECT =
      new PointQuery<>(
          """
          SELECT document.id, document.object_id, document.upload_id, document.size_bytes,
            document.modified_at, document.owner_key_id, document.sealed, %s
          FROM file_documents document
          %s
          WHERE document.site_id = ? AND document.id = ?\
          """
              .formatted(FoundObject.COLUMNS, FoundObject.joinedTo("document.object_id")),
          row -> new WithObject(read(row), FoundObject.read(row, 8)));

  private static final PointUpdate INSERT =
      new PointUpdate(
          """
          INSERT INTO file_documents (object_id, upload_id, size_bytes, modified_at, owner_key_id,
            sealed, site_id, id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
          """);

  private static final PointUpdate REPLACE =
      new PointUpdate(
          """
          UPDATE file_documents SET object_id = ?, upload_id = ?, size_bytes = ?, modified_at = ?,
            owner_key_id = ?, sealed = ?
          WHERE site_id = ? AND id = ?\
          """);

  private DocumentRows() {}

  /** The row of a document; empty if there is none. */
  public static Optional<DocumentRow> find(Handle tx, UUID siteId, UUID id) {
    return ONE.find(tx, byId(siteId, id));
  }

  /** The values of {@link #WITH_OBJECT}. */
  static PointQuery.Binder byId(UUID siteId, UUID id) {
    return values -> {
      values.setBytes(1, RowIds.bytes(siteId));
      values.setBytes(2, RowIds.bytes(id));
    };
  }

  private static DocumentRow read(ResultSet row) throws SQLException {
    boolean isInParts = row.getBytes(3) != null;
    return new DocumentRow(
        RowIds.read(row, 1),
        RowIds.read(row, 2),
        isInParts ? Optional.of(RowIds.read(row, 3)) : Optional.empty(),
        row.getLong(4),
        Instant.ofEpochMilli(row.getLong(5)),
        RowIds.read(row, 6),
        row.getBytes(7));
  }

  /** The rows of some documents by their ids; those that are gone are left out. */
  public static Map<UUID, DocumentRow> find(Handle tx, UUID siteId, List<UUID> ids) {
    Map<UUID, DocumentRow> found = new HashMap<>();
    if (!ids.isEmpty()) {
      tx.createQuery(SELECT + " WHERE site_id = :siteId AND id IN (<ids>)")
          .bind("siteId", siteId)
          .bindList("ids", ids)
          .map((row, context) -> read(row))
          .forEach(row -> found.put(row.id(), row));
    }
    return found;
  }

  static void insert(Handle tx, UUID siteId, DocumentRow row) {
    int _ = INSERT.run(tx, values -> bind(values, siteId, row));
  }

  static void replace(Handle tx, UUID siteId, DocumentRow row) {
    int _ = REPLACE.run(tx, values -> bind(values, siteId, row));
  }

  static void delete(Handle tx, UUID siteId, UUID id) {
    tx.createUpdate("DELETE FROM file_documents WHERE site_id = :siteId AND id = :id")
        .bind("siteId", siteId)
        .bind("id", id)
        .execute();
  }

  /** Whether another row of the site leads to what {@code row} leads to. Looks at all of them. */
  static boolean isNamedElsewhere(Handle tx, UUID siteId, DocumentRow row) {
    return tx.createQuery(
            """
            SELECT 1 FROM file_documents
            WHERE site_id = :siteId AND id <> :id
              AND (object_id = :objectId OR upload_id = :uploadId)
            UNION ALL
            SELECT 1 FROM file_parts
            WHERE site_id = :siteId AND object_id = :objectId AND upload_id <> :uploadId
            LIMIT 1\
            """)
        .bind("siteId", siteId)
        .bind("id", row.id())
        .bind("objectId", row.objectId())
        .bind("uploadId", row.uploadId().orElse(row.id())) // no upload has a row's id
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Some of a site's documents in the order of their rows' ids. */
  public static List<DocumentRow> after(Handle tx, UUID siteId, UUID after, int max) {
    return tx.createQuery(
            SELECT + " WHERE site_id = :siteId AND id > :after ORDER BY id LIMIT :max")
        .bind("siteId", siteId)
        .bind("after", after)
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  /** How many documents there are in all sites. */
  public static long count(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM file_documents").mapTo(Long.class).one();
  }

  /** Whether a site has any document. */
  public static boolean hasAny(Handle tx, UUID siteId) {
    return tx.createQuery("SELECT 1 FROM file_documents WHERE site_id = :siteId LIMIT 1")
        .bind("siteId", siteId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static void bind(PreparedStatement values, UUID siteId, DocumentRow row)
      throws SQLException {
    values.setBytes(1, RowIds.bytes(row.objectId()));
    values.setBytes(2, row.uploadId().map(RowIds::bytes).orElse(null));
    values.setLong(3, row.sizeBytes());
    values.setLong(4, row.modifiedAt().toEpochMilli());
    values.setBytes(5, RowIds.bytes(row.ownerKeyId()));
    values.setBytes(6, row.sealed());
    values.setBytes(7, RowIds.bytes(siteId));
    values.setBytes(8, RowIds.bytes(row.id()));
  }

  /** A document's row and the object that holds it, or its first part. */
  record WithObject(DocumentRow document, FoundObject object) {}
}
