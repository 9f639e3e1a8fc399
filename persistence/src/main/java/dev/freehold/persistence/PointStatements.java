package dev.freehold.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.config.JdbiConfig;

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
}
