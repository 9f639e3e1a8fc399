package dev.freehold.ledger;

import dev.freehold.ledger.entry.LedgerLimits;
import dev.freehold.persistence.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Looks through a tenant's entries piece by piece, up to a bound. With a time it follows their
 * times, else their sequence; both are the same unless a clock was set back.
 */
final class LedgerSearch {

  private static final long MAX_TIME_MILLIS = Long.MAX_VALUE;

  private final Database database;
  private final UUID tenantId;
  private final LedgerQuery query;
  private final List<RecordedEntry> found = new ArrayList<>();
  private EntryRows.Place last;
  private long nextIndex;
  private int looked;
  private long foundBytes;

  LedgerSearch(Database database, UUID tenantId, LedgerQuery query) {
    this.database = database;
    this.tenantId = tenantId;
    this.query = query;
  }

  LedgerPage run() {
    last = start();
    int piece = Math.min(query.max(), LedgerLimits.SEARCH_PIECE_ENTRIES);
    while (looked < LedgerLimits.MAX_SEARCHED_ENTRIES) {
      int size = Math.min(piece, LedgerLimits.MAX_SEARCHED_ENTRIES - looked);
      List<EntryRow> rows = next(size);
      for (EntryRow row : rows) {
        look(row);
        if (found.size() == query.max() || foundBytes >= LedgerLimits.MAX_PAGE_BYTES) {
          return page(true);
        }
      }
      if (rows.size() < size) {
        return page(false);
      }
      piece = LedgerLimits.SEARCH_PIECE_ENTRIES;
    }
    return page(true);
  }

  private void look(EntryRow row) {
    last = new EntryRows.Place(row.recordedAt().toEpochMilli(), row.sequence());
    nextIndex = row.index() + 1;
    looked++;
    RecordedEntry recorded = Ledger.recorded(row);
    if (query.wanted().test(recorded.entry())) {
      found.add(recorded);
      foundBytes += row.bytes();
    }
  }

  private LedgerPage page(boolean more) {
    return new LedgerPage(found, last.sequence(), more);
  }

  /** The later of where the page before ended and the beginning of the time. */
  private EntryRows.Place start() {
    EntryRows.Place after = new EntryRows.Place(Long.MIN_VALUE, query.after());
    nextIndex = database.read(tx -> EntryRows.firstIndexAfter(tx, tenantId, query.after()));
    if (!query.hasTimes()) {
      return after;
    }
    // Wherever a page ended is an entry of the tenant; another number stands for the one before.
    EntryRows.Place seen =
        nextIndex == 0
            ? after
            : database.read(tx -> EntryRows.place(tx, tenantId, nextIndex - 1)).orElse(after);
    long from = query.from().map(LedgerSearch::firstMilli).orElse(Long.MIN_VALUE);
    return from > seen.recordedAtMillis() ? new EntryRows.Place(from, 0) : seen;
  }

  private List<EntryRow> next(int max) {
    if (!query.hasTimes()) {
      return database.read(tx -> EntryRows.ofTenant(tx, tenantId, nextIndex, max));
    }
    long to = query.to().map(LedgerSearch::firstMilli).orElse(MAX_TIME_MILLIS);
    return database.read(tx -> EntryRows.ofTenantInTime(tx, tenantId, last, to, max));
  }

  /** The first millisecond that is not before {@code moment}: entries have no finer times. */
  private static long firstMilli(Instant moment) {
    long floor = moment.toEpochMilli();
    return Instant.ofEpochMilli(floor).isBefore(moment) ? floor + 1 : floor;
  }
}
