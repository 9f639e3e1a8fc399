package dev.freehold.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A query that finds one row by its key, for what every request looks up. It goes to the driver
 * directly: JDBI's binding and mapping take several times as long as such a query itself. Safe for
 * use by many threads.
 *
 * @param <R> what a row becomes
 */
public final class PointQuery<R> {

  private final String sql;
  private final RowReader<R> reader;

  /**
   * Keeps a statement.
   *
   * @param sql with a {@code ?} for each value
   * @param reader makes something of the row
   */
  public PointQuery(String sql, RowReader<R> reader) {
    this.sql = sql;
    this.reader = reader;
  }

  /**
   * The row, in the caller's transaction.
   *
   * @param values puts a value in the place of each {@code ?}
   */
  public Optional<R> find(Handle tx, Binder values) {
    return PointStatements.query(
        tx, sql, values, rows -> rows.next() ? Optional.of(reader.read(rows)) : Optional.empty());
  }

  /** Binds values to a query's parameters. */
  @FunctionalInterface
  public interface Binder {
    /** Sets every value of {@code statement}; ids by {@link RowIds#bytes}. */
    void bind(PreparedStatement statement) throws SQLException;
  }

  /**
   * Turns a row into a value.
   *
   * @param <R> what it becomes
   */
  @FunctionalInterface
  public interface RowReader<R> {
    /** Reads the columns of the present row; ids by {@link RowIds#read}. */
    R read(ResultSet row) throws SQLException;
  }
}
