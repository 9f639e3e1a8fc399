package dev.freehold.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A query that finds many rows, for what is asked often or has very many rows. It goes to the
 * driver directly, as {@link PointQuery} does and for the same reason. Safe for use by many
 * threads.
 */
public final class RangeQuery {

  private final String sql;

  /**
   * Keeps a statement.
   *
   * @param sql with a {@code ?} for each value
   */
  public RangeQuery(String sql) {
    this.sql = sql;
  }

  /**
   * The rows in their order, in the caller's transaction.
   *
   * @param values puts a value in the place of each {@code ?}
   * @param reader makes something of each row
   */
  public <R> List<R> list(
      Handle tx, PointQuery.Binder values, PointQuery.RowReader<? extends R> reader) {
    List<R> found = new ArrayList<>();
    forEach(tx, values, row -> found.add(reader.read(row)));
    return found;
  }

  /** Shows each row to {@code visitor}; the rest as {@link #list}. */
  public void forEach(Handle tx, PointQuery.Binder values, RowVisitor visitor) {
    Object _ =
        PointStatements.query(
            tx,
            sql,
            values,
            rows -> {
              while (rows.next()) {
                visitor.visit(rows);
              }
              return null;
            });
  }

  /** Looks at rows one by one. */
  @FunctionalInterface
  public interface RowVisitor {
    /** Reads the columns of the present row and leaves the others alone. */
    void visit(ResultSet row) throws SQLException;
  }
}
