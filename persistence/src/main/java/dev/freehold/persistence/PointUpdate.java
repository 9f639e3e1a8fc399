package dev.freehold.persistence;

import java.sql.PreparedStatement;
import org.jdbi.v3.core.Handle;

/**
 * A statement that inserts or changes one row, for what every request writes. It goes to the driver
 * directly, as {@link PointQuery} does and for the same reason. Safe for use by many threads.
 */
public final class PointUpdate {

  private final String sql;

  /**
   * Keeps a statement.
   *
   * @param sql with a {@code ?} for each value
   */
  public PointUpdate(String sql) {
    this.sql = sql;
  }

  /**
   * Runs the statement in the caller's transaction.
   *
   * @param values puts a value in the place of each {@code ?}
   * @return how many rows it inserted or changed
   */
  public int run(Handle tx, PointQuery.Binder values) {
    return PointStatements.run(tx, sql, values, PreparedStatement::executeUpdate);
  }
}
