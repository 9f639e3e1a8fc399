package dev.freehold.custody.availability;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The row in the main database, each statement in the caller's transaction. */
final class ConfirmationRows {

  private ConfirmationRows() {}

  static Optional<AvailabilityIdentity> read(Handle tx) {
    return tx.createQuery(
            "SELECT availability_id AS id, changes FROM confirmed_availability WHERE slot = 1")
        .mapTo(AvailabilityIdentity.class)
        .findOne();
  }

  /**
   * Confirms a change. Nodes that come in another order than their changes lower nothing.
   *
   * @return false if another availability database belongs to this one
   */
  static boolean confirm(Handle tx, AvailabilityIdentity present) {
    return tx.createUpdate(
                """
                INSERT INTO confirmed_availability (slot, availability_id, changes)
                VALUES (1, :id, :changes)
                ON CONFLICT (slot) DO UPDATE SET changes =
                  CASE WHEN confirmed_availability.changes > :changes
                    THEN confirmed_availability.changes ELSE :changes END
                WHERE confirmed_availability.availability_id = :id\
                """)
            .bind("id", present.id())
            .bind("changes", present.changes())
            .execute()
        == 1;
  }

  /** Takes an availability database in the place of the one before, or an older copy of it. */
  static void replace(Handle tx, AvailabilityIdentity present) {
    tx.execute("DELETE FROM confirmed_availability");
    confirm(tx, present);
  }
}
