package dev.freehold.custody.moves;

import dev.freehold.custody.moves.MovedPage.Change;
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

  /** Makes the other policy what was ordered for these owners. */
  void order(Handle tx, Way way, List<UUID> owners) throws SQLException;

  /** A wrap under one policy in the row of another would never open again. */
  static void requireAll(List<Change> changes, int changed) {
    if (changed != changes.size()) {
      throw new IllegalStateException(
          "%d of %d keys are not as they were when their page was held"
              .formatted(changes.size() - changed, changes.size()));
    }
  }

  /** From which policy to which. */
  record Way(UUID from, UUID to) {}
}
