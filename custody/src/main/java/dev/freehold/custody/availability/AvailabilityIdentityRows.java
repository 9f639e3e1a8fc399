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

  /** Counts one more change; the first one makes the row. */
  static AvailabilityIdentity change(Handle tx) {
    tx.createUpdate(
            """
            INSERT INTO availability_identity (slot, id, changes) VALUES (1, :id, 1)
            ON CONFLICT (slot) DO UPDATE SET changes = availability_identity.changes + 1\
            """)
        .bind("id", UUID.randomUUID())
        .execute();
    return read(tx).orElseThrow(() -> new IllegalStateException("a row that was made is there"));
  }
}
