package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.lockbox.AccessRequestRows.Row;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Database;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Access requests as they are now: what is overdue has ended, whoever looks first ends it. */
final class CurrentRequests {

  private final Database database;
  private final RequestTimes times;
  private final AccessEntries entries;

  CurrentRequests(Database database, RequestTimes times, AccessEntries entries) {
    this.database = database;
    this.times = times;
    this.entries = entries;
  }

  Optional<AccessRequest> find(String name) {
    return RequestName.parse(name)
        .flatMap(parsed -> database.read(tx -> AccessRequestRows.find(tx, parsed)))
        .map(this::settled);
  }

  List<AccessRequest> list(AccessRequestFilter filter) {
    List<Row> rows = database.read(tx -> page(tx, filter));
    if (rows.stream().noneMatch(row -> isOverdue(row, now(row)))) {
      return rows.stream().map(Row::request).toList();
    }
    rows.forEach(this::settled);
    return database.read(tx -> page(tx, filter)).stream().map(Row::request).toList();
  }

  private static List<Row> page(Handle tx, AccessRequestFilter filter) {
    return AccessRequestRows.list(tx, filter, CustodyLimits.MAX_PAGE_ROWS);
  }

  /** The request, ended if its time is over. */
  AccessRequest settled(Row row) {
    Instant now = now(row);
    return isOverdue(row, now)
        ? RowSeals.write(database, (tx, act) -> end(tx, act, row.request(), now))
        : row.request();
  }

  private AccessRequest end(Handle tx, WriteAct act, AccessRequest request, Instant now) {
    AccessRequestState to =
        request.state() == AccessRequestState.APPROVED
            ? AccessRequestState.ENDED
            : AccessRequestState.EXPIRED;
    boolean ended = AccessRequestRows.end(tx, act, request.id(), request.state(), to, now);
    AccessRequest after = AccessRequestRows.require(tx, request.id()).request();
    if (ended) {
      entries.recordEnd(
          tx, after, to == AccessRequestState.ENDED ? "AccessRequestEnd" : "AccessRequestExpire");
    }
    return after;
  }

  /** The time of a request, to the millisecond. */
  Instant now(Row row) {
    return row.request().state().isOpen()
        ? times.now(row.request().id(), row.seenAt()).truncatedTo(ChronoUnit.MILLIS)
        : row.seenAt();
  }

  static boolean isOverdue(Row row, Instant now) {
    return row.request().state().isOpen() && !now.isBefore(row.request().end());
  }

  /**
   * Returns if the request is at a step and not overdue.
   *
   * @throws CustodyException {@code ACCESS_REQUEST_STEP_REFUSED}
   */
  static void requireAt(Row row, Instant now, AccessRequestState needed) {
    AccessRequestState state = row.request().state();
    if (isOverdue(row, now)) {
      throw refused("the request has expired; make a new one");
    }
    if (state != needed) {
      throw refused("the request is %s; this step needs %s".formatted(word(state), word(needed)));
    }
  }

  private static String word(AccessRequestState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static CustodyException refused(String message) {
    return new CustodyException(CustodyError.ACCESS_REQUEST_STEP_REFUSED, message);
  }

  static CustodyException notFound() {
    return new CustodyException(
        CustodyError.ACCESS_REQUEST_NOT_FOUND, "no such request for access; list them");
  }
}
