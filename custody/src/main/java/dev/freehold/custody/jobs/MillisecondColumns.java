package dev.freehold.custody.jobs;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/**
 * The SQL of db-scheduler for SQLite and PostgreSQL alike: times as milliseconds since 1970, as in
 * all our tables, because the SQLite driver has no time with a zone; LIMIT in place of FETCH FIRST.
 */
final class MillisecondColumns extends DefaultJdbcCustomization {

  MillisecondColumns() {
    super(true);
  }

  @Override
  public String getName() {
    return "milliseconds";
  }

  @Override
  public void setInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value.toEpochMilli());
    }
  }

  @Override
  public Instant getInstant(ResultSet results, String column) throws SQLException {
    long millis = results.getLong(column);
    return results.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public String getQueryLimitPart(int limit) {
    return " LIMIT " + limit + " ";
  }
}
