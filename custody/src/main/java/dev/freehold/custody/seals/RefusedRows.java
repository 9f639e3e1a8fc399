package dev.freehold.custody.seals;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The states of rows that were reported, in the availability database, so that each is reported
 * once on all nodes and after a start. Without that database nothing is remembered.
 */
final class RefusedRows {

  private final Optional<Database> availability;
  private final Clock clock;

  RefusedRows(Optional<Database> availability, Clock clock) {
    this.availability = availability;
    this.clock = clock;
  }

  /** Tells whether a state was not told of yet; from now on it was. */
  boolean isNew(RefusedRow row, String state) {
    return availability
        .map(
            database ->
                database.write(
                    tx ->
                        tx.createUpdate(
                                    """
                                    INSERT INTO refused_rows (kind, row_id, state, first_at)
                                    SELECT :kind, :id, :state, :now
                                    WHERE (SELECT COUNT(*) FROM refused_rows) < :max
                                    ON CONFLICT (kind, row_id, state) DO NOTHING\
                                    """)
                                .bind("kind", row.kind())
                                .bind("id", row.rowId())
                                .bind("state", HexFormat.of().parseHex(state))
                                .bind("now", clock.instant())
                                .bind("max", CustodyLimits.MAX_KNOWN_REFUSED_ROWS)
                                .execute()
                            == 1))
        .orElse(true);
  }

  /** Takes it back, because it could not be reported. */
  void forget(RefusedRow row, String state) {
    try {
      availability.ifPresent(
          database ->
              database.write(
                  tx ->
                      tx.createUpdate(
                              """
                              DELETE FROM refused_rows
                              WHERE kind = :kind AND row_id = :id AND state = :state\
                              """)
                          .bind("kind", row.kind())
                          .bind("id", row.rowId())
                          .bind("state", HexFormat.of().parseHex(state))
                          .execute()));
    } catch (PersistenceException stillThere) {
      // Then its log line has to do.
    }
  }
}
