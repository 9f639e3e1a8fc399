package dev.freehold.custody.moves;

import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.persistence.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Puts many rows under another policy, in the way that is fast on each database. Plain JDBC,
 * because a hundred thousand keys go through here in one job.
 */
interface PolicyColumns {

  /** The way of a database. */
  static PolicyColumns of(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new PolicyColumnsOnSqlite();
      case POSTGRESQL -> new PolicyColumnsOnPostgresql();
    };
  }

  /**
   * Gives active keys that are as they were read their new wraps under the other policy; all or
   * none.
   */
  void rewrap(Handle tx, Way way, List<Change> changes) throws SQLException;

  /**
   * Makes the other policy what was ordered for owners that were ordered to the one, and seals
   * that; all or none.
   */
  void order(Handle tx, Way way, List<PreparedSeal> owners) throws SQLException;

  /**
   * A wrap under one policy in the row of another would never open again, and nor would an order
   * with the seal of another be followed.
   */
  static void requireAll(int expected, int changed) {
    if (changed != expected) {
      throw new IllegalStateException(
          "%d of %d rows are not as they were when their page was held"
              .formatted(expected - changed, expected));
    }
  }

  /** From which policy to which. */
  record Way(UUID from, UUID to) {}
}
