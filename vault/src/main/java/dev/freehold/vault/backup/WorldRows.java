package dev.freehold.vault.backup;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of security worlds. */
final class WorldRows {

  private WorldRows() {}

  /** Public for {@code bindMethods}. Rows are never compared, so arrays do no harm. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Row(UUID id, byte[] sealed) {}

  /** The world that seals new backups. */
  static Optional<Row> latest(Handle tx, WorldPlace place) {
    return tx.createQuery(
            """
            SELECT id, sealed FROM vault_worlds
            WHERE subscription_id = :subscription AND geography = :geography
            ORDER BY ordinal DESC LIMIT 1
            """)
        .bind("subscription", place.subscriptionId())
        .bind("geography", place.geography())
        .mapTo(Row.class)
        .findOne();
  }

  /** A world of that place. */
  static Optional<Row> find(Handle tx, UUID id, WorldPlace place) {
    return tx.createQuery(
            """
            SELECT id, sealed FROM vault_worlds
            WHERE id = :id AND subscription_id = :subscription AND geography = :geography
            """)
        .bind("id", id)
        .bind("subscription", place.subscriptionId())
        .bind("geography", place.geography())
        .mapTo(Row.class)
        .findOne();
  }

  /** Adds a world behind those that are there; false if it, or its ordinal, is taken. */
  static boolean insert(Handle tx, WorldPlace place, Row row, Instant now) {
    return tx.createUpdate(
                """
                INSERT INTO vault_worlds
                  (id, subscription_id, geography, ordinal, sealed, created_at)
                SELECT :id, :subscription, :geography, COUNT(*) + 1, :sealed, :now
                FROM vault_worlds
                WHERE subscription_id = :subscription AND geography = :geography
                ON CONFLICT DO NOTHING
                """)
            .bindMethods(row)
            .bind("subscription", place.subscriptionId())
            .bind("geography", place.geography())
            .bind("now", now)
            .execute()
        == 1;
  }
}
