package dev.freehold.custody.seals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** All rows of a kind that have seals, by their keys, a page at a time. */
final class RowPages {

  /** Rows in one transaction. */
  static final int PAGE_ROWS = 500;

  private RowPages() {}

  /**
   * The next page.
   *
   * @param after the last row of the page before; empty for the first
   */
  static List<StoredRow> next(Handle tx, SealedKind kind, Optional<SealedRow> after) {
    String keys = String.join(", ", kind.keyColumns());
    String places =
        IntStream.range(0, kind.keys().size())
            .mapToObj(i -> ":key" + i)
            .collect(Collectors.joining(", "));
    List<String> conditions = new ArrayList<>();
    kind.sealedIf("r").ifPresent(conditions::add);
    after.ifPresent(_ -> conditions.add("(%s) > (%s)".formatted(keys, places)));
    Query query =
        tx.createQuery(
            "SELECT %s FROM %s r %s ORDER BY %s LIMIT %d"
                .formatted(
                    kind.columns("r"),
                    kind.table(),
                    conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions),
                    keys,
                    PAGE_ROWS));
    after.ifPresent(
        last -> {
          for (int i = 0; i < last.keys().size(); i++) {
            query.bind("key" + i, last.keys().get(i));
          }
        });
    return query.map(kind::read).list();
  }
}
