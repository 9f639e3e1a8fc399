package dev.freehold.files.names;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.PointUpdate;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code file_name_pages}, each in the caller's transaction. */
final class NamePageRows {

  private static final String SELECT = "SELECT page_id, owner_key_id, sealed FROM file_name_pages ";

  private static final String ONE_SQL = SELECT + "WHERE site_id = ? AND page_id = ?";

  private static final PointQuery<Row> ONE = new PointQuery<>(ONE_SQL, NamePageRows::read);

  private static final PointQuery<Row> ONE_LOCKED =
      new PointQuery<>(ONE_SQL + " FOR UPDATE", NamePageRows::read);

  private static final PointUpdate INSERT =
      new PointUpdate(
          """
          INSERT INTO file_name_pages (owner_key_id, sealed, site_id, page_id)
          VALUES (?, ?, ?, ?)\
          """);

  private static final PointUpdate UPDATE =
      new PointUpdate(
          """
          UPDATE file_name_pages SET owner_key_id = ?, sealed = ?
          WHERE site_id = ? AND page_id = ?\
          """);

  private NamePageRows() {}

  static Optional<Row> find(Handle tx, UUID siteId, UUID pageId) {
    return find(ONE, tx, siteId, pageId);
  }

  /** The same, and nobody else changes the page until the transaction ends. */
  static Optional<Row> lock(Handle tx, Dialect dialect, UUID siteId, UUID pageId) {
    return switch (dialect) {
      case SQLITE -> find(ONE, tx, siteId, pageId); // One writer.
      case POSTGRESQL -> find(ONE_LOCKED, tx, siteId, pageId);
    };
  }

  private static Optional<Row> find(PointQuery<Row> query, Handle tx, UUID siteId, UUID pageId) {
    return query.find(
        tx,
        values -> {
          values.setBytes(1, RowIds.bytes(siteId));
          values.setBytes(2, RowIds.bytes(pageId));
        });
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(RowIds.read(row, 1), RowIds.read(row, 2), row.getBytes(3));
  }

  /** Some of the pages of a site under a key, by id. */
  static List<Row> under(Handle tx, UUID siteId, UUID ownerKeyId, int max) {
    return tx.createQuery(
            SELECT
                + """
                WHERE owner_key_id = :ownerKeyId AND site_id = :siteId
                ORDER BY page_id LIMIT :max\
                """)
        .bind("siteId", siteId)
        .bind("ownerKeyId", ownerKeyId)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }

  static boolean anyUnder(Handle tx, UUID ownerKeyId) {
    return tx.createQuery("SELECT 1 FROM file_name_pages WHERE owner_key_id = :key LIMIT 1")
        .bind("key", ownerKeyId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static long countUnder(Handle tx, UUID ownerKeyId) {
    return tx.createQuery("SELECT COUNT(*) FROM file_name_pages WHERE owner_key_id = :ownerKeyId")
        .bind("ownerKeyId", ownerKeyId)
        .mapTo(Long.class)
        .one();
  }

  static void insert(Handle tx, UUID siteId, UUID pageId, UUID ownerKeyId, byte[] sealed) {
    write(INSERT, tx, siteId, pageId, ownerKeyId, sealed);
  }

  static void update(Handle tx, UUID siteId, UUID pageId, UUID ownerKeyId, byte[] sealed) {
    write(UPDATE, tx, siteId, pageId, ownerKeyId, sealed);
  }

  private static void write(
      PointUpdate statement, Handle tx, UUID siteId, UUID pageId, UUID ownerKeyId, byte[] sealed) {
    int _ =
        statement.run(
            tx,
            values -> {
              values.setBytes(1, RowIds.bytes(ownerKeyId));
              values.setBytes(2, sealed);
              values.setBytes(3, RowIds.bytes(siteId));
              values.setBytes(4, RowIds.bytes(pageId));
            });
  }

  static void delete(Handle tx, UUID siteId, UUID pageId) {
    tx.createUpdate("DELETE FROM file_name_pages WHERE site_id = :siteId AND page_id = :pageId")
        .bind("siteId", siteId)
        .bind("pageId", pageId)
        .execute();
  }

  static void deleteAll(Handle tx, UUID siteId) {
    tx.createUpdate("DELETE FROM file_name_pages WHERE site_id = :siteId")
        .bind("siteId", siteId)
        .execute();
  }

  /** A sealed page. */
  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared with each other.
  record Row(UUID pageId, UUID ownerKeyId, byte[] sealed) {

    NamePage open(NamePageKeys keys) {
      return PageCodec.decode(keys.open(ownerKeyId, pageId, sealed));
    }
  }
}
