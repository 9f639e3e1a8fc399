package dev.freehold.console.screen;

import dev.freehold.web.http.RequestUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some rows of a list, and where the next begin.
 *
 * @param after what the API takes to go on; empty if these are the last
 */
public record NextPage<R>(List<R> rows, Optional<String> after) {

  /** Copies the rows. */
  public NextPage {
    rows = List.copyOf(rows);
  }

  /**
   * A page of at most {@code max} rows.
   *
   * @param found one more than {@code max} if there are more
   * @param key what the API takes to go on after a row
   */
  public static <R> NextPage<R> of(List<R> found, int max, Function<R, String> key) {
    return found.size() <= max
        ? new NextPage<>(found, Optional.empty())
        : new NextPage<>(found.subList(0, max), Optional.of(key.apply(found.get(max - 1))));
  }

  /**
   * The address of the page that comes next.
   *
   * @param path below {@code /console}
   * @param filters what the list is narrowed by
   */
  public Optional<String> href(String path, Map<String, String> filters) {
    return after.map(
        key -> {
          Map<String, String> query = new LinkedHashMap<>(filters);
          query.put("after", key);
          return "/console" + path + "?" + RequestUri.query(query);
        });
  }
}
