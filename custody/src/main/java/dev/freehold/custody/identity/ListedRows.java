package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows for a list. A row that is not authentic is left out, so that the others are still shown. It
 * was reported when its seal was checked.
 */
public record ListedRows<T>(RowMapper<T> rows) implements RowMapper<Optional<T>> {

  @Override
  public Optional<T> map(ResultSet row, StatementContext context) throws SQLException {
    try {
      return Optional.of(rows.map(row, context));
    } catch (CustodyException refused) {
      if (refused.error() == CustodyError.ROW_NOT_AUTHENTIC) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}
