package dev.freehold.custody.seals;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks through the rows that authorise for those that are refused, without the kinds of which
 * there are so many that the scrub does it.
 */
final class RowScan {

  private final Database database;
  private final List<SealedKind> kinds;

  RowScan(Database database, List<SealedKind> kinds) {
    this.database = database;
    this.kinds = kinds.stream().filter(kind -> !kind.isScrubbed()).toList();
  }

  /**
   * Those that are refused, by kind and key; at most {@link CustodyLimits#MAX_PAGE_ROWS}. The time
   * is in the number of all rows, a page of them in one transaction.
   *
   * @param which of them
   */
  List<RefusedRow> refused(Predicate<SealedRow> which) {
    List<RefusedRow> found = new ArrayList<>();
    kinds.forEach(kind -> scan(kind, which, found));
    return found.size() > CustodyLimits.MAX_PAGE_ROWS
        ? List.copyOf(found.subList(0, CustodyLimits.MAX_PAGE_ROWS))
        : List.copyOf(found);
  }

  private void scan(SealedKind kind, Predicate<SealedRow> which, List<RefusedRow> found) {
    Optional<SealedRow> last = Optional.empty();
    List<StoredRow> page;
    do {
      Optional<SealedRow> after = last;
      page = database.read(tx -> RowPages.next(tx, kind, after));
      RowSeals.of(database)
          .findings(kind, page)
          .forEach(
              (row, finding) -> {
                if (finding != SealFinding.AUTHENTIC && which.test(row.meaning())) {
                  found.add(RefusedRow.of(row.meaning(), finding));
                }
              });
      last = page.isEmpty() ? last : Optional.of(page.getLast().meaning());
    } while (page.size() == RowPages.PAGE_ROWS && found.size() < CustodyLimits.MAX_PAGE_ROWS);
  }
}
