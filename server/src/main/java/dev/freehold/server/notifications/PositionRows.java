package dev.freehold.server.notifications;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code notification_positions}, each in the caller's transaction. */
final class PositionRows {

  private PositionRows() {}

  static Optional<Long> find(Handle tx, String ledger) {
    return tx.createQuery("SELECT sequence FROM notification_positions WHERE ledger = :ledger")
        .bind("ledger", ledger)
        .mapTo(Long.class)
        .findOne();
  }

  /** Begins there, unless another process has begun. */
  static void begin(Handle tx, String ledger, long sequence) {
    tx.createUpdate(
            """
            INSERT INTO notification_positions (ledger, sequence) VALUES (:ledger, :sequence)
            ON CONFLICT (ledger) DO NOTHING
            """)
        .bind("ledger", ledger)
        .bind("sequence", sequence)
        .execute();
  }

  /** Goes on from where it is known to be; false if another process was quicker. */
  static boolean move(Handle tx, String ledger, long from, long to) {
    return tx.createUpdate(
                """
                UPDATE notification_positions SET sequence = :to
                WHERE ledger = :ledger AND sequence = :from
                """)
            .bind("ledger", ledger)
            .bind("from", from)
            .bind("to", to)
            .execute()
        == 1;
  }
}
