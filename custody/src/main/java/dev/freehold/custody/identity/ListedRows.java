package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows for a list. A row that is not authentic is left out, so that the others are still shown. It
 * was reported when its seal was checked.
 */
public final class ListedRows {

  private ListedRows() {}

  /** The authentic ones of the rows that {@code query} finds. */
  public static <T> Stream<T> of(Query query, RowMapper<T> rows) {
    return query.map((row, context) -> authentic(rows, row, context)).stream()
        .flatMap(Optional::stream);
  }

  private static <T> Optional<T> authentic(
      RowMapper<T> rows, ResultSet row, StatementContext context) throws SQLException {
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
