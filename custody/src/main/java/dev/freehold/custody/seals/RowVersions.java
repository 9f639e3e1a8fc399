package dev.freehold.custody.seals;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PointQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest version number of each row whose older states must not come back. The numbers are in
 * the availability database, out of reach of anyone who can write to the main database. A number is
 * taken there before a row is written with it (pending), and is confirmed when the row is durable.
 * So a number belongs to at most one state of a row, even one that was never committed, and after a
 * crash in between the row is still accepted. Safe for use by many threads and nodes. Not final, so
 * that a benchmark can run without them.
 */
public class RowVersions {

  private static final Logger LOG = LoggerFactory.getLogger(RowVersions.class);

  /** Up to this many rows are looked up one by one, because preparing a list takes longer. */
  private static final int FEW = 16;

  private static final PointQuery<Confirmed> ONE =
      new PointQuery<>(
          "SELECT confirmed, confirmed_at FROM row_versions WHERE kind = ? AND row_id = ?",
          row -> new Confirmed(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))));

  private final Database availability;
  private final Clock clock;

  /** Keeps numbers in the availability database. */
  RowVersions(Database availability, Clock clock) {
    this.availability = availability;
    this.clock = clock;
  }

  /**
   * Runs a transaction that writes such rows.
   *
   * @param transaction takes numbers from the act that it is given; it is run again if it turns out
   *     that it needs another one, so it does nothing outside its database
   * @return what the last run returned
   */
  public <R> R write(Function<WriteAct, R> transaction) {
    return write(List.of(), transaction);
  }

  /**
   * The same, where it is known that these rows will be written.
   *
   * @param expected the rows as they are now
   */
  public <R> R write(Collection<SealedRow> expected, Function<WriteAct, R> transaction) {
    WriteAct act = new WriteAct();
    expected.forEach(row -> act.give(row, reserve(row)));
    for (int run = 1; ; run++) {
      try {
        R result = transaction.apply(act);
        act.written().forEach(this::confirmLater);
        return result;
      } catch (NumberMissingException missing) {
        if (run == CustodyLimits.MAX_RUNS_OF_A_SEALED_WRITE) {
          throw new IllegalStateException("others write the same rows all the time", missing);
        }
        act.again();
        act.give(missing.row(), reserve(missing.row()));
      }
    }
  }

  /** Takes a number that no state of the row ever had. */
  private long reserve(SealedRow row) {
    return availability.write(
        tx ->
            tx.createQuery(
                    """
                    INSERT INTO row_versions (kind, row_id, pending, confirmed)
                    VALUES (:kind, :id, :version + 1, 0)
                    ON CONFLICT (kind, row_id) DO UPDATE SET pending = 1 + CASE
                      WHEN row_versions.pending > :version THEN row_versions.pending
                      ELSE :version END
                    RETURNING pending\
                    """)
                .bind("kind", row.kind().name())
                .bind("id", row.id())
                .bind("version", row.version())
                .mapTo(Long.class)
                .one());
  }

  /** Nothing is lost if it fails: the next reader of the row does it. */
  private void confirmLater(SealedRow row) {
    try {
      confirm(row);
    } catch (PersistenceException notNow) {
      LOG.atWarn()
          .addKeyValue("kind", row.kind())
          .addKeyValue("row", row.id())
          .log("the row's number is confirmed when it is read: {}", notNow.getMessage());
    }
  }

  private void confirm(SealedRow row) {
    availability.write(
        tx ->
            tx.createUpdate(
                    """
                    INSERT INTO row_versions (kind, row_id, pending, confirmed, confirmed_at)
                    VALUES (:kind, :id, :version, :version, :now)
                    ON CONFLICT (kind, row_id) DO UPDATE SET confirmed = :version,
                      confirmed_at = :now, pending = CASE
                      WHEN row_versions.pending > :version THEN row_versions.pending
                      ELSE :version END
                    WHERE row_versions.confirmed < :version\
                    """)
                .bind("kind", row.kind().name())
                .bind("id", row.id())
                .bind("version", row.version())
                .bind("now", clock.instant())
                .execute());
  }

  /**
   * Those of some rows of one kind that were put back. A number that nobody has confirmed yet is
   * confirmed if the row is durable: one that is confirmed and then undone would be missed for
   * good.
   */
  Set<SealedRow> putBack(SealedKind kind, List<SealedRow> rows, Sight sight) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    Map<String, Confirmed> confirmed = availability.read(tx -> confirmed(tx, kind, rows));
    Instant settled =
        sight.mayBeOlder() ? clock.instant().minus(CustodyLimits.MAX_SEALED_READ) : Instant.MAX;
    Set<SealedRow> putBack = new HashSet<>();
    for (SealedRow row : rows) {
      Confirmed last = confirmed.getOrDefault(row.id(), Confirmed.NEVER);
      if (row.version() > last.number()) {
        if (sight.isDurable()) {
          confirmLater(row);
        }
      } else if (row.version() < last.number() && !last.at().isAfter(settled)) {
        putBack.add(row);
      }
    }
    return putBack;
  }

  private static Map<String, Confirmed> confirmed(
      Handle tx, SealedKind kind, List<SealedRow> rows) {
    return rows.size() <= FEW ? oneByOne(tx, kind, rows) : atOnce(tx, kind, rows);
  }

  private static Map<String, Confirmed> oneByOne(Handle tx, SealedKind kind, List<SealedRow> rows) {
    Map<String, Confirmed> confirmed = new HashMap<>();
    for (SealedRow row : rows) {
      ONE.find(
              tx,
              statement -> {
                statement.setString(1, kind.name());
                statement.setString(2, row.id());
              })
          .ifPresent(found -> confirmed.put(row.id(), found));
    }
    return confirmed;
  }

  private static Map<String, Confirmed> atOnce(Handle tx, SealedKind kind, List<SealedRow> rows) {
    return tx
        .createQuery(
            """
            SELECT row_id, confirmed, confirmed_at FROM row_versions
            WHERE kind = :kind AND row_id IN (<ids>)\
            """)
        .bind("kind", kind.name())
        .bindList("ids", rows.stream().map(SealedRow::id).toList())
        .map(
            row ->
                Map.entry(
                    row.getColumn("row_id", String.class),
                    new Confirmed(
                        row.getColumn("confirmed", Long.class),
                        row.getColumn("confirmed_at", Instant.class))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The last number of a row that is durable, and since when it is known. */
  private record Confirmed(long number, Instant at) {
    static final Confirmed NEVER = new Confirmed(0, Instant.EPOCH);
  }
}
