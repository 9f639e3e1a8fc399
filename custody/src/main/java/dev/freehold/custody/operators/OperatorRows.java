package dev.freehold.custody.operators;

import static dev.freehold.custody.seals.OperatorSeals.OPERATOR;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.seals.RowSeals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of operators, each statement in the caller's transaction. */
final class OperatorRows {

  private static final String SELECT =
      """
      SELECT %s, CASE WHEN o.ended_at IS NULL THEN 0 ELSE 1 END AS is_ended FROM operators o
      """
          .formatted(OPERATOR.columns("o"));

  private OperatorRows() {}

  /**
   * An operator.
   *
   * @param isEnded whether another operator has ended it, for good
   */
  record Row(UUID clientId, UUID objectId, OperatorOrigin origin, boolean isEnded) {}

  static void insert(Handle tx, Identity operator, OperatorOrigin origin, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO operators (client_id, object_id, origin, named_at)
            VALUES (:clientId, :objectId, :origin, :now)\
            """)
        .bind("clientId", operator.appId())
        .bind("objectId", operator.objectId())
        .bind("origin", origin.name())
        .bind("now", now)
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            OPERATOR
                .row(operator.tenantId(), operator.appId())
                .set("object_id", operator.objectId())
                .set("origin", origin)
                .set("named_at", now)
                .set("ended_at", null)
                .done());
  }

  /**
   * All operators that there are, also those by a row that something else has written: it names
   * nobody, and where it is nobody else comes to be.
   */
  static List<Row> present(Handle tx) {
    return tx.createQuery(SELECT + "ORDER BY o.client_id").mapTo(Row.class).list();
  }

  /** Who was named. */
  static List<Row> named(Handle tx) {
    return RowSeals.of(tx)
        .list(OPERATOR, tx.createQuery(SELECT + "ORDER BY o.client_id"), Row.class);
  }

  /**
   * Who was named with this object id.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static Optional<Row> named(Handle tx, String objectId) {
    try {
      return RowSeals.of(tx)
          .one(
              OPERATOR,
              tx.createQuery(SELECT + "WHERE o.object_id = :objectId")
                  .bind("objectId", UUID.fromString(objectId)),
              Row.class);
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  static void end(Handle tx, UUID clientId, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    try {
      seals
          .forUpdate(tx, OPERATOR, clientId)
          .filter(row -> row.isEmpty("ended_at"))
          .ifPresent(row -> seals.update(tx, row, row.with("ended_at", now)));
    } catch (CustodyException notAuthentic) {
      // A row that something else has written names nobody as it is.
    }
  }

  static void delete(Handle tx, UUID clientId) {
    tx.createUpdate("DELETE FROM operators WHERE client_id = :clientId")
        .bind("clientId", clientId)
        .execute();
  }
}
