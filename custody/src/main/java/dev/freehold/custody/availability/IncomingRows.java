package dev.freehold.custody.availability;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The row that marks a database into which another is being moved, each statement in the caller's
 * transaction.
 */
final class IncomingRows {

  private IncomingRows() {}

  static Optional<AvailabilityIdentity> read(Handle tx) {
    return tx.createQuery("SELECT id, changes FROM incoming_availability WHERE slot = 1")
        .mapTo(AvailabilityIdentity.class)
        .findOne();
  }

  /** Marks it; {@code identity} is what the database is going to be. */
  static void put(Handle tx, AvailabilityIdentity identity) {
    remove(tx);
    tx.createUpdate(
            "INSERT INTO incoming_availability (slot, id, changes) VALUES (1, :id, :changes)")
        .bindMethods(identity)
        .execute();
  }

  static void remove(Handle tx) {
    tx.execute("DELETE FROM incoming_availability");
  }
}
