package dev.freehold.ledger;

import dev.freehold.persistence.BatchStatement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The side table when something is erased from it. */
final class PersonalRows {

  private static final BatchStatement<Long> DELETE =
      new BatchStatement<>(
          "DELETE FROM ledger_personal WHERE sequence = ?",
          (statement, sequence) -> statement.setLong(1, sequence));

  private static final BatchStatement<Long> KEEP_ACTOR =
      new BatchStatement<>(
          "UPDATE ledger_personal SET values_salt = NULL, personal_values = NULL WHERE sequence ="
              + " ?",
          (statement, sequence) -> statement.setLong(1, sequence));

  /**
   * A row that holds something of a person.
   *
   * @param keepsActor whether the actor is somebody else
   */
  record Holding(long sequence, boolean keepsActor) {}

  private PersonalRows() {}

  /** The rows of those entries, from an index to another, that are by or about a person. */
  static List<Holding> of(Handle tx, UUID tenantId, String objectId, long from, long to) {
    return tx.createQuery(
            """
            SELECT p.sequence, CASE WHEN p.actor IS NULL OR p.actor = :actor THEN 0 ELSE 1 END
            FROM ledger_entry e JOIN ledger_personal p ON p.sequence = e.sequence
            WHERE e.tenant_id = :tenantId AND e.log_index >= :from AND e.log_index < :to
              AND (p.actor = :actor OR (e.object_id = :objectId AND p.values_salt IS NOT NULL))
            ORDER BY e.log_index
            """)
        .bind("tenantId", tenantId)
        .bind("from", from)
        .bind("to", to)
        .bind("actor", objectId.getBytes(StandardCharsets.UTF_8))
        .bind("objectId", objectId)
        .map((row, context) -> new Holding(row.getLong(1), row.getInt(2) == 1))
        .list();
  }

  static void erase(Handle tx, List<Holding> rows) {
    DELETE.run(tx, rows.stream().filter(row -> !row.keepsActor).map(Holding::sequence).toList());
    KEEP_ACTOR.run(tx, rows.stream().filter(Holding::keepsActor).map(Holding::sequence).toList());
  }
}
