package dev.freehold.custody.availability;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The row in the availability database, each statement in the caller's transaction. */
final class AvailabilityIdentityRows {

  private AvailabilityIdentityRows() {}

  static Optional<AvailabilityIdentity> read(Handle tx) {
    return tx.createQuery("SELECT id, changes FROM availability_identity WHERE slot = 1")
        .mapTo(AvailabilityIdentity.class)
        .findOne();
  }

  /** Says which database this is from now on. */
  static void put(Handle tx, AvailabilityIdentity identity) {
    tx.createUpdate(
            "INSERT INTO availability_identity (slot, id, changes) VALUES (1, :id, :changes)")
        .bindMethods(identity)
        .execute();
  }

  /** Counts one more change; the first one makes the row. */
  static AvailabilityIdentity change(Handle tx) {
    tx.createUpdate(
            """
            INSERT INTO availability_identity (slot, id, changes) VALUES (1, :id, 1)
            ON CONFLICT (slot) DO UPDATE SET changes = availability_identity.changes + 1\
            """)
        .bind("id", UUID.randomUUID())
        .execute();
    return present(tx);
  }

  /**
   * Counts one more change under a new id: this copy goes on for itself, so that a copy of what it
   * was before cannot be taken for it.
   */
  static AvailabilityIdentity renew(Handle tx) {
    change(tx);
    tx.createUpdate("UPDATE availability_identity SET id = :id WHERE slot = 1")
        .bind("id", UUID.randomUUID())
        .execute();
    return present(tx);
  }

  private static AvailabilityIdentity present(Handle tx) {
    return read(tx).orElseThrow(() -> new IllegalStateException("a row that was made is there"));
  }
}
