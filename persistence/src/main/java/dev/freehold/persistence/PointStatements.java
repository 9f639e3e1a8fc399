package dev.freehold.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The prepared statements of {@link PointQuery}, {@link RangeQuery}, {@link PointUpdate} and {@link
 * BatchStatement} on one SQLite connection, kept because preparing one takes longer than running
 * it. PostgreSQL's driver keeps them itself, so there a statement is closed after use. There are as
 * many as the program has such queries. For the thread that has the connection.
 */
public final class PointStatements implements JdbiConfig<PointStatements> {

  private boolean isKeeping;
  private final Map<String, PreparedStatement> kept = new HashMap<>();

  /** Keeps nothing yet; used by JDBI. */
  public PointStatements() {
    this.isKeeping = false;
  }

  /** For a JDBI of one connection, which closes the statements with itself. */
  public void keep() {
    isKeeping = true;
  }

  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement known = kept.remove(sql);
    return known == null ? connection.prepareStatement(sql) : known;
  }

  void giveBack(String sql, PreparedStatement statement) throws SQLException {
    if (!isKeeping || kept.putIfAbsent(sql, statement) != null) {
      statement.close();
    }
  }

  /** Every handle of the connection has the same ones. */
  @Override
  public PointStatements createCopy() {
    return this;
  }

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
    Attachments.of(tx).countStatement();
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
