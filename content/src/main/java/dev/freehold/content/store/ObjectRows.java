package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.PointUpdate;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code content_objects}, each in the caller's transaction. */
public final class ObjectRows {

  private static final String ONE =
      "SELECT " + FoundObject.COLUMNS + " FROM content_objects found WHERE object_id = ?";

  private static final PointQuery<ObjectRow> ANY = new PointQuery<>(ONE, ObjectRows::read);

  private static final PointQuery<ObjectRow> ACTIVE =
      new PointQuery<>(ONE + " AND state = ?", ObjectRows::read);

  private static final PointUpdate INSERT =
      new PointUpdate(
          """
          INSERT INTO content_objects (object_id, blob_id, tenant_id, owner_key_id, generation,
            plaintext_bytes, blob_bytes, binding, created_at, state)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """);

  private ObjectRows() {}

  static void insert(Handle tx, SealedObject sealed, Instant now) {
    int _ = INSERT.run(tx, values -> sealed.bind(values, now));
  }

  /** The row of an object that can be opened. */
  public static Optional<ObjectRow> findActive(Handle tx, UUID objectId) {
    return ACTIVE.find(
        tx,
        values -> {
          values.setBytes(1, RowIds.bytes(objectId));
          values.setString(2, ObjectState.ACTIVE.stored());
        });
  }

  /** The object in whatever state it is. */
  public static Optional<ObjectRow> find(Handle tx, UUID objectId) {
    return ANY.find(tx, values -> values.setBytes(1, RowIds.bytes(objectId)));
  }

  /** Reads {@link FoundObject#COLUMNS}, which are the first of all. */
  static ObjectRow read(ResultSet row) throws SQLException {
    return read(row, 1);
  }

  /** The same columns, from {@code first} on. */
  static ObjectRow read(ResultSet row, int first) throws SQLException {
    return new ObjectRow(
        RowIds.read(row, first),
        RowIds.read(row, first + 1),
        RowIds.read(row, first + 2),
        RowIds.read(row, first + 3),
        row.getLong(first + 4),
        row.getLong(first + 5),
        Optional.ofNullable(row.getBytes(first + 6)).map(ObjectBinding::ofColumn));
  }

  /** The owner key of each object that the tenant has, in whatever state. */
  static Map<UUID, UUID> ownerKeyIds(Handle tx, UUID tenantId, Collection<UUID> objectIds) {
    Map<UUID, UUID> keys = new HashMap<>();
    if (!objectIds.isEmpty()) {
      tx.createQuery(
              """
              SELECT object_id, owner_key_id FROM content_objects
              WHERE object_id IN (<ids>) AND tenant_id = :tenantId
              """)
          .bind("tenantId", tenantId)
          .bindList("ids", List.copyOf(objectIds))
          .map(
              row ->
                  Map.entry(
                      row.getColumn("object_id", UUID.class),
                      row.getColumn("owner_key_id", UUID.class)))
          .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    }
    return keys;
  }

  /**
   * As {@link #ownerKeyIds}, of active objects; their rows stay locked until the transaction ends.
   * They are locked in the order of their ids, so that two transactions do not wait for each other.
   */
  static Map<UUID, UUID> lockedKeyIds(
      Handle tx, Dialect dialect, UUID tenantId, Collection<UUID> objectIds) {
    String locking =
        switch (dialect) {
          case SQLITE -> ""; // One writer.
          case POSTGRESQL -> " FOR UPDATE";
        };
    Map<UUID, UUID> keys = new HashMap<>();
    if (!objectIds.isEmpty()) {
      tx.createQuery(
              """
              SELECT object_id, owner_key_id FROM content_objects
              WHERE object_id IN (<ids>) AND tenant_id = :tenantId AND state = :active
              ORDER BY object_id
              """
                  + locking)
          .bind("tenantId", tenantId)
          .bind("active", ObjectState.ACTIVE.stored())
          .bindList("ids", List.copyOf(objectIds))
          .map(
              row ->
                  Map.entry(
                      row.getColumn("object_id", UUID.class),
                      row.getColumn("owner_key_id", UUID.class)))
          .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    }
    return keys;
  }

  /** Some of the objects under an owner key, in no certain order; those known as damaged never. */
  public static List<ObjectRow> wholeUnder(Handle tx, UUID ownerKeyId, int max) {
    return wholeUnder(tx, ownerKeyId, max, "");
  }

  private static List<ObjectRow> wholeUnder(Handle tx, UUID ownerKeyId, int max, String locking) {
    return tx.createQuery(
            """
            SELECT object_id, blob_id, tenant_id, owner_key_id, plaintext_bytes, blob_bytes,
              binding
            FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND state = :state AND damaged_at IS NULL
            LIMIT :max\
            """
                + locking)
        .bind("ownerKeyId", ownerKeyId)
        .bind("state", ObjectState.ACTIVE.stored())
        .bind("max", max)
        .map((row, context) -> read(row))
        .list();
  }

  /** The same, but none that another transaction has locked; in a transaction that may write. */
  public static List<ObjectRow> freeUnder(Handle tx, Dialect dialect, UUID ownerKeyId, int max) {
    return switch (dialect) {
      case SQLITE -> wholeUnder(tx, ownerKeyId, max); // One writer.
      case POSTGRESQL -> wholeUnder(tx, ownerKeyId, max, " FOR UPDATE SKIP LOCKED");
    };
  }

  /** Objects known as damaged under an owner key, by id. */
  public static List<UUID> damagedUnder(Handle tx, UUID ownerKeyId, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT object_id FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND state = :state AND damaged_at IS NOT NULL
              AND object_id > :after
            ORDER BY object_id LIMIT :max
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("state", ObjectState.ACTIVE.stored())
        .bind("after", after)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Puts a new blob in the place of the one that {@code row} names, if that is still the object's.
   * The new one was read whole on its way, so what was found of the old one is forgotten.
   */
  public static boolean replaceBlob(Handle tx, ObjectRow row, SealedObject sealed) {
    return tx.createUpdate(
                """
                UPDATE content_objects SET blob_id = :blobId, owner_key_id = :ownerKeyId,
                  generation = :generation, blob_bytes = :blobBytes, binding = :binding,
                  damaged_at = NULL, damage_code = NULL
                WHERE object_id = :objectId AND blob_id = :oldBlobId AND state = :active
                """)
            .bindMethods(sealed)
            .bind("binding", sealed.binding().map(ObjectBinding::bytes).orElse(null))
            .bind("objectId", row.objectId())
            .bind("oldBlobId", row.blobId())
            .bind("active", ObjectState.ACTIVE.stored())
            .execute()
        == 1;
  }

  /** Returns how many of the objects were the tenant's and active. */
  static int release(Handle tx, UUID tenantId, Collection<UUID> objectIds, Instant now) {
    return tx.createUpdate(
            """
            UPDATE content_objects SET state = :released, released_at = :now
            WHERE object_id IN (<ids>) AND tenant_id = :tenantId AND state = :active
            """)
        .bind("tenantId", tenantId)
        .bind("released", ObjectState.RELEASED.stored())
        .bind("active", ObjectState.ACTIVE.stored())
        .bind("now", now)
        .bindList("ids", List.copyOf(objectIds))
        .execute();
  }

  /**
   * Marks the object that {@code blobId} is the blob of. The first finding stays: it says when the
   * object was last known to be whole.
   */
  public static void markDamaged(Handle tx, UUID blobId, String code, Instant now) {
    tx.createUpdate(
            """
            UPDATE content_objects SET damaged_at = :now, damage_code = :code
            WHERE blob_id = :blobId AND damaged_at IS NULL
            """)
        .bind("now", now)
        .bind("code", code)
        .bind("blobId", blobId)
        .execute();
  }

  /** Takes a mark away, if {@code blobId} is still the object's blob. */
  static void clearDamage(Handle tx, UUID blobId) {
    tx.createUpdate(
            """
            UPDATE content_objects SET damaged_at = NULL, damage_code = NULL
            WHERE blob_id = :blobId AND damaged_at IS NOT NULL
            """)
        .bind("blobId", blobId)
        .execute();
  }

  /** Counts what is stored under a key. */
  public static ObjectUsage usage(Handle tx, UUID ownerKeyId) {
    return tx.createQuery(
            """
            SELECT COUNT(*) AS objects, COALESCE(SUM(plaintext_bytes), 0) AS plaintext_bytes,
              COALESCE(SUM(blob_bytes), 0) AS blob_bytes, COUNT(damaged_at) AS damaged
            FROM content_objects WHERE owner_key_id = :ownerKeyId AND state = :state
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("state", ObjectState.ACTIVE.stored())
        .mapTo(ObjectUsage.class)
        .one();
  }

  /** What is under each of some owner keys; those without objects are left out. */
  public static Map<UUID, ObjectUsage> usages(Handle tx, Collection<UUID> ownerKeyIds) {
    Map<UUID, ObjectUsage> usages = new HashMap<>();
    if (!ownerKeyIds.isEmpty()) {
      tx.createQuery(
              """
              SELECT owner_key_id, COUNT(*) AS objects, SUM(plaintext_bytes) AS plaintext_bytes,
                SUM(blob_bytes) AS blob_bytes, COUNT(damaged_at) AS damaged
              FROM content_objects WHERE owner_key_id IN (<ids>) AND state = :state
              GROUP BY owner_key_id
              """)
          .bindList("ids", List.copyOf(ownerKeyIds))
          .bind("state", ObjectState.ACTIVE.stored())
          .map(
              row ->
                  Map.entry(
                      row.getColumn("owner_key_id", UUID.class), row.getRow(ObjectUsage.class)))
          .forEach(entry -> usages.put(entry.getKey(), entry.getValue()));
    }
    return usages;
  }

  static boolean isUnused(Handle tx, UUID ownerKeyId) {
    return tx.createQuery(
            """
            SELECT 1 FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND state = :state LIMIT 1
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("state", ObjectState.ACTIVE.stored())
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }

  /**
   * Which of {@code blobIds} have a row: an object's, in whatever state, or that of a replaced
   * blob. One statement, because a blob moves between the two tables.
   */
  public static Set<UUID> present(Handle tx, Collection<UUID> blobIds) {
    return new HashSet<>(
        tx.createQuery(
                """
                SELECT blob_id FROM content_objects WHERE blob_id IN (<ids>)
                UNION ALL SELECT blob_id FROM content_replaced WHERE blob_id IN (<ids>)
                """)
            .bindList("ids", List.copyOf(blobIds))
            .mapTo(UUID.class)
            .list());
  }

  /** Released objects with the length of their blobs, the longest released first. */
  public static List<Released> releasedBefore(Handle tx, Instant end, int max) {
    return tx.createQuery(
            """
            SELECT object_id, blob_id, blob_bytes FROM content_objects
            WHERE state = 'released' AND released_at <= :end
            ORDER BY released_at, object_id LIMIT :max
            """)
        .bind("end", end)
        .bind("max", max)
        .mapTo(Released.class)
        .list();
  }

  /** Deletes the rows of released objects whose blobs are gone. */
  public static void deleteReleased(Handle tx, Collection<UUID> objectIds) {
    tx.createUpdate("DELETE FROM content_objects WHERE state = 'released' AND object_id IN (<ids>)")
        .bindList("ids", List.copyOf(objectIds))
        .execute();
  }

  /** Objects under an owner key in whatever state. */
  public static List<Released> anyUnder(Handle tx, UUID ownerKeyId, int max) {
    return tx.createQuery(
            """
            SELECT object_id, blob_id, blob_bytes FROM content_objects
            WHERE owner_key_id = :ownerKeyId LIMIT :max
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("max", max)
        .mapTo(Released.class)
        .list();
  }

  /** Deletes those of some objects that are under an owner key, and gives their blobs' lengths. */
  public static List<Long> deleteUnder(Handle tx, UUID ownerKeyId, Collection<UUID> objectIds) {
    return tx.createQuery(
            """
            DELETE FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND object_id IN (<ids>) RETURNING blob_bytes
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bindList("ids", List.copyOf(objectIds))
        .mapTo(Long.class)
        .list();
  }

  /** Objects of at least some length under an owner key, the smallest first, by the index. */
  public static List<UUID> smallestUnder(Handle tx, UUID ownerKeyId, long fromBytes, int max) {
    return tx.createQuery(
            """
            SELECT object_id FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND state = 'active'
              AND plaintext_bytes >= :fromBytes
            ORDER BY plaintext_bytes LIMIT :max
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("fromBytes", fromBytes)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }

  /** The largest objects under a key, at most {@code max}. */
  public static List<UUID> largestUnder(Handle tx, UUID ownerKeyId, int max) {
    return tx.createQuery(
            """
            SELECT object_id FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND state = 'active'
            ORDER BY plaintext_bytes DESC LIMIT :max
            """)
        .bind("ownerKeyId", ownerKeyId)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }

  /** How large the largest object under a key is; 0 if there is none. */
  public static long largestBytesUnder(Handle tx, UUID ownerKeyId) {
    return tx.createQuery(
            """
            SELECT COALESCE(MAX(plaintext_bytes), 0) FROM content_objects
            WHERE owner_key_id = :ownerKeyId AND state = 'active'
            """)
        .bind("ownerKeyId", ownerKeyId)
        .mapTo(Long.class)
        .one();
  }

  /** A released object, whose blob and row are to be deleted. */
  public record Released(UUID objectId, UUID blobId, long blobBytes) {}
}
