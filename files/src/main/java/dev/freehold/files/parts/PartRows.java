package dev.freehold.files.parts;

import dev.freehold.files.FilesLimits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code file_parts}, each in the caller's transaction. */
public final class PartRows {

  private static final String SELECT =
      """
      SELECT upload_id, number, object_id, size_bytes, modified_at, owner_key_id, sealed
      FROM file_parts WHERE upload_id = :uploadId\
      """;

  private PartRows() {}

  /** The parts by number. */
  public static List<PartRow> of(Handle tx, UUID uploadId) {
    return of(tx, uploadId, 0, FilesLimits.MAX_PART_NUMBER);
  }

  /** Some of them, from those behind a number on. */
  public static List<PartRow> of(Handle tx, UUID uploadId, int after, int max) {
    return tx.createQuery(SELECT + " AND number > :after ORDER BY number LIMIT :max")
        .bind("uploadId", uploadId)
        .bind("after", after)
        .bind("max", max)
        .mapTo(PartRow.class)
        .list();
  }

  /** The part of that number; empty if it has not come. */
  public static Optional<PartRow> find(Handle tx, UUID uploadId, int number) {
    return tx.createQuery(SELECT + " AND number = :number")
        .bind("uploadId", uploadId)
        .bind("number", number)
        .mapTo(PartRow.class)
        .findOne();
  }

  /** The part that an object holds. */
  public static Optional<PartRow> ofObject(Handle tx, UUID uploadId, UUID objectId) {
    return tx.createQuery(SELECT + " AND object_id = :objectId")
        .bind("uploadId", uploadId)
        .bind("objectId", objectId)
        .mapTo(PartRow.class)
        .findOne();
  }

  /** Inserts a part. */
  public static void insert(Handle tx, UUID siteId, UUID uploadId, PartRow part) {
    tx.createUpdate(
            """
            INSERT INTO file_parts (site_id, upload_id, number, object_id, size_bytes, modified_at,
              owner_key_id, sealed)
            VALUES (:siteId, :uploadId, :number, :objectId, :sizeBytes, :modifiedAt,
              :ownerKeyId, :sealed)\
            """)
        .bind("siteId", siteId)
        .bind("uploadId", uploadId)
        .bindMethods(part)
        .execute();
  }

  /** The first parts by number, as far as no key is needed to tell. */
  static List<Held> first(Handle tx, UUID uploadId, int max) {
    return tx.createQuery(
            """
            SELECT number, object_id FROM file_parts
            WHERE upload_id = :uploadId ORDER BY number LIMIT :max\
            """)
        .bind("uploadId", uploadId)
        .bind("max", max)
        .mapTo(Held.class)
        .list();
  }

  /** Deletes some parts of an upload. */
  public static void delete(Handle tx, UUID uploadId, List<Integer> numbers) {
    tx.createUpdate("DELETE FROM file_parts WHERE upload_id = :uploadId AND number IN (<numbers>)")
        .bind("uploadId", uploadId)
        .bindList("numbers", numbers)
        .execute();
  }

  static void deleteUpTo(Handle tx, UUID uploadId, int number) {
    tx.createUpdate("DELETE FROM file_parts WHERE upload_id = :uploadId AND number <= :number")
        .bind("uploadId", uploadId)
        .bind("number", number)
        .execute();
  }

  /** Makes parts those of another upload's id. */
  public static void move(Handle tx, UUID uploadId, List<Integer> numbers, UUID toUploadId) {
    tx.createUpdate(
            """
            UPDATE file_parts SET upload_id = :toUploadId
            WHERE upload_id = :uploadId AND number IN (<numbers>)\
            """)
        .bind("toUploadId", toUploadId)
        .bind("uploadId", uploadId)
        .bindList("numbers", numbers)
        .execute();
  }

  /** A part and the object that holds it. */
  record Held(int number, UUID objectId) {}
}
