package dev.freehold.persistence;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A statement that changes one row for each of many values, for code that writes thousands of rows
 * a second. It goes to the driver directly, as {@link PointQuery} does and for the same reason.
 * Safe for use by many threads.
 *
 * @param <T> what a row is made of
 */
public final class BatchStatement<T> {

  private final String sql;
  private final RowBinder<T> binder;

  /**
   * Keeps a statement.
   *
   * @param sql with a {@code ?} for each value
   * @param binder puts the values of a row in their places
   */
  public BatchStatement(String sql, RowBinder<T> binder) {
    this.sql = sql;
    this.binder = binder;
  }

  /** Runs the statement once for each of {@code rows}, in the caller's transaction. */
  public void run(Handle tx, List<T> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int[] _ = PointStatements.run(tx, sql, statement -> add(statement, rows), BatchStatement::run);
  }

  private void add(PreparedStatement statement, List<T> rows) throws SQLException {
    for (T row : rows) {
      binder.bind(statement, row);
      statement.addBatch();
    }
  }

  private static int[] run(PreparedStatement statement) throws SQLException {
    try {
      return statement.executeBatch();
    } catch (BatchUpdateException failure) {
      // The drivers put the statement's own failure inside, with the code that tells its kind.
      throw failure.getCause() instanceof SQLException own ? own : failure;
    }
  }

  /**
   * Binds the values of a row to a statement's parameters.
   *
   * @param <T> what a row is made of
   */
  @FunctionalInterface
  public interface RowBinder<T> {
    /** Sets every value of {@code statement}; ids by {@link RowIds#bytes}. */
    void bind(PreparedStatement statement, T row) throws SQLException;
  }
}
