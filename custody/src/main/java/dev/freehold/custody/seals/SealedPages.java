package dev.freehold.custody.seals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;

/**
 * Pages of lists in the order of a text. A page that meets refused rows continues after them, so
 * that it is not short because of them; a caller takes a short page for the last one.
 */
public final class SealedPages {

  private SealedPages() {}

  /** Turns a row into a value; empty if the row is refused. */
  @FunctionalInterface
  public interface Mapper<T> {
    /** Reads a row, see {@link RowSeals#sealedOrNone}. */
    Optional<T> map(ResultSet row) throws SQLException;
  }

  /**
   * A page.
   *
   * @param first after which text it begins
   * @param max how many rows at most
   * @param after the query for {@code max} rows after a text, in its order
   * @param column where that text is
   */
  public static <T> List<T> fill(
      String first, int max, Function<String, Query> after, String column, Mapper<T> mapper) {
    List<T> page = new ArrayList<>();
    String place = first;
    List<Placed<T>> read;
    do {
      read =
          after
              .apply(place)
              .map((row, _) -> new Placed<>(row.getString(column), mapper.map(row)))
              .list();
      place = read.isEmpty() ? place : read.getLast().place();
      read.stream()
          .flatMap(placed -> placed.value().stream())
          .limit(max - page.size())
          .forEach(page::add);
    } while (page.size() < max && read.size() == max);
    return List.copyOf(page);
  }

  private record Placed<T>(String place, Optional<T> value) {}
}
