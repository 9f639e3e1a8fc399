package dev.freehold.content.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The place of an object's blob, read in the same transaction as its owner's rows. */
public final class FoundObject {

  /** What a query selects of an object that it joins. */
  public static final String COLUMNS =
      "found.object_id, found.blob_id, found.tenant_id, found.owner_key_id, found.plaintext_bytes,"
          + " found.blob_bytes, found.binding";

  private final ObjectRow row;

  FoundObject(ObjectRow row) {
    this.row = row;
  }

  /**
   * Joins the objects that can be opened.
   *
   * @param objectId the column of the query's own table that has their ids
   */
  public static String joinedTo(String objectId) {
    return "JOIN content_objects found ON found.object_id = %s AND found.state = '%s'"
        .formatted(objectId, ObjectState.ACTIVE.stored());
  }

  /**
   * An object that a query has joined to its owner's row. Whose it is, is checked when it is
   * opened.
   *
   * @param first the number of the first of {@link #COLUMNS}, from 1
   * @throws SQLException as {@link ResultSet#getBytes(int)}
   */
  public static FoundObject read(ResultSet row, int first) throws SQLException {
    return new FoundObject(ObjectRows.read(row, first));
  }

  /** The key that the object is under, and what was sealed together with it. */
  public UUID ownerKeyId() {
    return row.ownerKeyId();
  }

  ObjectRow row() {
    return row;
  }
}
