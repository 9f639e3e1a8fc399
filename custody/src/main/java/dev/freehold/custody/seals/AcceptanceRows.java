package dev.freehold.custody.seals;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of acceptances in the availability database, in the caller's transaction. */
final class AcceptanceRows {

  private AcceptanceRows() {}

  /** Who has accepted exactly this state of the row for a side. */
  static Optional<String> by(Handle tx, StoredRow row, RowAcceptance.Side side) {
    return tx.createQuery(
            """
            SELECT accepted_by FROM row_acceptances
            WHERE kind = :kind AND row_id = :id AND side = :side AND seal = :seal\
            """)
        .bind("kind", row.meaning().kind().name())
        .bind("id", row.meaning().id())
        .bind("side", side.name())
        .bind("seal", row.seal())
        .mapTo(String.class)
        .findOne();
  }

  static void keep(Handle tx, StoredRow row, RowAcceptance.Side side, String actor, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO row_acceptances (kind, row_id, side, seal, accepted_by, accepted_at)
            VALUES (:kind, :id, :side, :seal, :by, :now)
            ON CONFLICT (kind, row_id, side) DO UPDATE SET seal = excluded.seal,
              accepted_by = excluded.accepted_by, accepted_at = excluded.accepted_at\
            """)
        .bind("kind", row.meaning().kind().name())
        .bind("id", row.meaning().id())
        .bind("side", side.name())
        .bind("seal", row.seal())
        .bind("by", actor)
        .bind("now", now)
        .execute();
  }

  static void forget(Handle tx, SealedRow row) {
    tx.createUpdate("DELETE FROM row_acceptances WHERE kind = :kind AND row_id = :id")
        .bind("kind", row.kind().name())
        .bind("id", row.id())
        .execute();
  }
}
