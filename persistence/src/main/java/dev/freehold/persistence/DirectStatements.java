package dev.freehold.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Runs statements at the driver, with those that {@link PointStatements} keeps. */
final class DirectStatements {

  private DirectStatements() {}

  /** Work with a statement whose values are bound. */
  @FunctionalInterface
  interface Work<R> {
    R run(PreparedStatement statement) throws SQLException;
  }

  /** Makes something of what a query finds. */
  @FunctionalInterface
  interface Reading<R> {
    R of(ResultSet rows) throws SQLException;
  }

  static <R> R query(Handle tx, String sql, PointQuery.Binder values, Reading<R> reading) {
    return run(
        tx,
        sql,
        values,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            return reading.of(rows);
          }
        });
  }

  /** Runs {@code work} in the caller's transaction; closes the statement if that fails. */
  static <R> R run(Handle tx, String sql, PointQuery.Binder values, Work<R> work) {
    PointStatements statements = tx.getConfig(PointStatements.class);
    try {
      PreparedStatement statement = statements.take(tx.getConnection(), sql);
      R result = closedIfItFails(statement, values, work);
      statements.giveBack(sql, statement);
      return result;
    } catch (SQLException failure) {
      // As JDBI would, so that the transaction tells its kind in the same way.
      throw new UnableToExecuteStatementException(failure, null);
    }
  }

  private static <R> R closedIfItFails(
      PreparedStatement statement, PointQuery.Binder values, Work<R> work) throws SQLException {
    boolean isDone = false;
    try {
      values.bind(statement);
      R result = work.run(statement);
      isDone = true;
      return result;
    } finally {
      if (!isDone) {
        statement.close();
      }
    }
  }
}
