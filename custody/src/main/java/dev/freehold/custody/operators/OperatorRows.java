package dev.freehold.custody.operators;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of operators, each statement in the caller's transaction. */
final class OperatorRows {

  private static final String SELECT =
      "SELECT client_id, object_id, origin, ended_at FROM operators\040";

  private OperatorRows() {}

  /**
   * An operator.
   *
   * @param isEnded whether another operator has ended it, for good
   */
  record Row(UUID clientId, UUID objectId, OperatorOrigin origin, boolean isEnded) {}

  static void insert(Handle tx, UUID clientId, UUID objectId, OperatorOrigin origin, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO operators (client_id, object_id, origin, named_at)
            VALUES (:clientId, :objectId, :origin, :now)\
            """)
        .bind("clientId", clientId)
        .bind("objectId", objectId)
        .bind("origin", origin.name())
        .bind("now", now)
        .execute();
  }

  static List<Row> all(Handle tx) {
    return tx.createQuery(SELECT + "ORDER BY client_id").map(row -> row(row)).list();
  }

  static Optional<Row> byObjectId(Handle tx, String objectId) {
    try {
      return tx.createQuery(SELECT + "WHERE object_id = :objectId")
          .bind("objectId", UUID.fromString(objectId))
          .map(row -> row(row))
          .findOne();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  static void end(Handle tx, UUID clientId, Instant now) {
    tx.createUpdate(
            "UPDATE operators SET ended_at = :now WHERE client_id = :clientId AND ended_at IS NULL")
        .bind("now", now)
        .bind("clientId", clientId)
        .execute();
  }

  static void delete(Handle tx, UUID clientId) {
    tx.createUpdate("DELETE FROM operators WHERE client_id = :clientId")
        .bind("clientId", clientId)
        .execute();
  }

  private static Row row(RowView row) {
    return new Row(
        row.getColumn("client_id", UUID.class),
        row.getColumn("object_id", UUID.class),
        OperatorOrigin.valueOf(row.getColumn("origin", String.class)),
        row.getColumn("ended_at", Instant.class) != null);
  }
}
