package dev.freehold.custody.seals;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/**
 * Makes and checks the seals of rows that authorise. Each transaction of a database carries it, see
 * {@link #of(Handle)}. Code that decides by a row reads it through here. Code that writes a row
 * first reads it by {@link #forUpdate}, which refuses a forged row, so a forged row never gets a
 * seal. Safe for use by many threads.
 */
public final class RowSeals {

  private final SealKeys keys;
  private final Optional<RowVersions> versions;
  private final RefusalWatch watch;
  private final Sight sight;

  /** Those of a database; what they read may be of any transaction. */
  RowSeals(SealKeys keys, Optional<RowVersions> versions, RefusalWatch watch) {
    this(keys, versions, watch, Sight.ANY);
  }

  private RowSeals(SealKeys keys, Optional<RowVersions> versions, RefusalWatch watch, Sight sight) {
    this.keys = keys;
    this.versions = versions;
    this.watch = watch;
    this.sight = sight;
  }

  /** The seals of the transaction's database. */
  public static RowSeals of(Handle tx) {
    return Attachments.of(tx).get(RowSeals.class).with(Sight.of(tx));
  }

  private RowSeals with(Sight other) {
    return other == sight ? this : new RowSeals(keys, versions, watch, other);
  }

  /** The seals of a database. */
  public static RowSeals of(Database database) {
    return database.attachments().get(RowSeals.class);
  }

  /** The seal of a row, for the column {@code seal}; of a kind whose states are not counted. */
  public byte[] seal(SealedRow row) {
    if (row.kind().isVersioned()) {
      throw new IllegalArgumentException("a %s is written by an act".formatted(row.kind()));
    }
    return keys.seal(row);
  }

  /**
   * The row of a query that has {@link SealedKind#columns}.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public SealedRow require(SealedKind kind, RowView row) {
    return require(kind.read(row));
  }

  /**
   * The row of a query that has {@link SealedKind#columns} from column {@code first} on, counted
   * from 1. For what every request looks up: whether the row was put back is not asked.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public SealedRow requireSealed(SealedKind kind, ResultSet row, int first) throws SQLException {
    StoredRow stored = kind.read(row, first);
    requireAuthentic(stored, keys.check(stored.meaning(), stored.seal()));
    return stored.meaning();
  }

  /** Reads rows by {@code rows}, after it has checked each as {@link #requireSealed} does. */
  public <R> RowMapper<R> checking(SealedKind kind, int first, RowMapper<R> rows) {
    return (row, context) -> {
      requireSealed(kind, row, first);
      return rows.map(row, context);
    };
  }

  /**
   * As {@link #requireSealed}, of a query of many rows: empty if the row is not authentic, which is
   * reported and hinders none of the others.
   */
  public Optional<SealedRow> sealedOrNone(SealedKind kind, ResultSet row, int first)
      throws SQLException {
    StoredRow stored = kind.read(row, first);
    SealFinding finding = keys.check(stored.meaning(), stored.seal());
    if (finding == SealFinding.AUTHENTIC) {
      return Optional.of(stored.meaning());
    }
    watch.refused(stored.meaning(), stored.seal(), finding);
    return Optional.empty();
  }

  /**
   * The rows of these keys that are there, of a kind whose states are not counted and that has one
   * id for its key.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC} if any of them is not
   */
  public List<SealedRow> all(Handle tx, SealedKind kind, List<UUID> keys) {
    return SealedTable.readAll(tx, kind, keys).stream().map(this::require).toList();
  }

  private SealedRow require(StoredRow stored) {
    requireAuthentic(stored, check(stored));
    return stored.meaning();
  }

  /**
   * The rows of a query that has {@link SealedKind#columns}, where all of them decide.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public List<SealedRow> requireAll(SealedKind kind, Query query) {
    List<StoredRow> rows = query.map(kind::read).list();
    findings(kind, rows)
        .forEach(
            (row, finding) -> {
              if (finding != SealFinding.AUTHENTIC) {
                throw refusal(row.meaning(), finding);
              }
            });
    return rows.stream().map(StoredRow::meaning).toList();
  }

  /** What is the matter with a row, if anything. */
  SealFinding check(StoredRow stored) {
    SealFinding finding = keys.check(stored.meaning(), stored.seal());
    return finding == SealFinding.AUTHENTIC
            && !putBack(stored.meaning().kind(), List.of(stored)).isEmpty()
        ? SealFinding.OUT_OF_DATE
        : finding;
  }

  private Set<SealedRow> putBack(SealedKind kind, List<StoredRow> rows) {
    return kind.isVersioned()
        ? versions().putBack(kind, rows.stream().map(StoredRow::meaning).toList(), sight)
        : Set.of();
  }

  private void requireAuthentic(StoredRow stored, SealFinding finding) {
    if (finding != SealFinding.AUTHENTIC) {
      watch.refused(stored.meaning(), stored.seal(), finding);
      throw refusal(stored.meaning(), finding);
    }
  }

  /**
   * The first row of a query that has {@link SealedKind#columns}, if there is one.
   *
   * @param mapper is given authentic rows only
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public <T> Optional<T> one(SealedKind kind, Query query, Function<RowView, T> mapper) {
    return query
        .map(
            row -> {
              require(kind, row);
              return mapper.apply(row);
            })
        .findFirst();
  }

  /** The same for records whose components are columns of the query. */
  public <T extends Record> Optional<T> one(SealedKind kind, Query query, Class<T> type) {
    return one(kind, query, row -> row.getRow(type));
  }

  /**
   * The rows of a query that has {@link SealedKind#columns}, for a listing. Those that are not
   * authentic are left out and reported: they authorise nothing, and one of them hides no others.
   */
  public <T> List<T> list(SealedKind kind, Query query, Function<RowView, T> mapper) {
    List<Listed<T>> sealed = new ArrayList<>();
    query
        .map(
            row -> {
              StoredRow stored = kind.read(row);
              SealFinding finding = keys.check(stored.meaning(), stored.seal());
              if (finding == SealFinding.AUTHENTIC) {
                sealed.add(new Listed<>(stored, mapper.apply(row)));
              } else {
                watch.refused(stored.meaning(), stored.seal(), finding);
              }
              return finding;
            })
        .list();
    Set<SealedRow> putBack = putBack(kind, sealed.stream().map(Listed::row).toList());
    return sealed.stream()
        .filter(listed -> isPresent(listed.row(), putBack))
        .map(Listed::value)
        .toList();
  }

  /** The same for records whose components are columns of the query. */
  public <T extends Record> List<T> list(SealedKind kind, Query query, Class<T> type) {
    return list(kind, query, row -> row.getRow(type));
  }

  /**
   * Those rows of a query that has {@link SealedKind#columns} that are refused; reports them too.
   */
  public List<RefusedRow> refused(SealedKind kind, Query query) {
    return findings(kind, query.map(kind::read).list()).entrySet().stream()
        .filter(found -> found.getValue() != SealFinding.AUTHENTIC)
        .map(found -> RefusedRow.of(found.getKey().meaning(), found.getValue()))
        .toList();
  }

  /** What is the matter with each row of a page, and reports those that are refused. */
  Map<StoredRow, SealFinding> findings(SealedKind kind, List<StoredRow> page) {
    Set<SealedRow> putBack = putBack(kind, page);
    Map<StoredRow, SealFinding> findings = new LinkedHashMap<>();
    for (StoredRow row : page) {
      SealFinding finding = keys.check(row.meaning(), row.seal());
      if (finding != SealFinding.AUTHENTIC) {
        watch.refused(row.meaning(), row.seal(), finding);
      } else if (!isPresent(row, putBack)) {
        finding = SealFinding.OUT_OF_DATE;
      }
      findings.put(row, finding);
    }
    return findings;
  }

  private boolean isPresent(StoredRow stored, Set<SealedRow> putBack) {
    boolean isPresent = !putBack.contains(stored.meaning());
    if (!isPresent) {
      watch.refused(stored.meaning(), stored.seal(), SealFinding.OUT_OF_DATE);
    }
    return isPresent;
  }

  /**
   * The row of this key, if there is one.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public Optional<SealedRow> find(Handle tx, SealedKind kind, Object... key) {
    return SealedTable.read(tx, kind, List.of(key)).map(with(Sight.of(tx))::require);
  }

  /**
   * The same, and nobody else changes it until the transaction ends. A state that was put back is
   * refused at once.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}, {@code ROW_OUT_OF_DATE}
   */
  public Optional<SealedRow> forUpdate(Handle tx, SealedKind kind, Object... key) {
    return SealedTable.lock(tx, kind, List.of(key)).map(with(Sight.NEWEST)::require);
  }

  /**
   * The row of this key whatever something else has made of it, to be overruled by what is known
   * from elsewhere; nobody else changes it until the transaction ends.
   */
  public Optional<SealedRow> forUpdateUnchecked(Handle tx, SealedKind kind, Object... key) {
    return SealedTable.lock(tx, kind, List.of(key)).map(StoredRow::meaning);
  }

  /** Seals a row that this transaction has just put in. */
  public void keep(Handle tx, SealedRow row) {
    SealedTable.keep(tx, row, seal(row));
  }

  /**
   * Seals many rows that this transaction has just written, of a kind and key as with {@link #all}.
   */
  public void keepAll(Handle tx, List<SealedRow> rows) {
    keepPrepared(tx, prepare(rows));
  }

  /**
   * Seals of rows as a transaction will have written them. It has to find each as the one that this
   * state was made from, which was authentic.
   */
  public List<PreparedSeal> prepare(List<SealedRow> rows) {
    return rows.stream().map(row -> new PreparedSeal(row, seal(row))).toList();
  }

  /** Puts in the seals of rows of one kind that this transaction has just written. */
  public static void keepPrepared(Handle tx, List<PreparedSeal> seals) {
    if (!seals.isEmpty()) {
      SealedTable.keepAll(tx, seals);
    }
  }

  /** The same, for a kind whose states are counted. */
  public void keep(Handle tx, WriteAct act, SealedRow row) {
    SealedRow numbered = act.numbered(row);
    SealedTable.keep(tx, numbered, keys.seal(numbered));
  }

  /**
   * Writes what is different in a row, with its seal.
   *
   * @param before as {@link #forUpdate} gave it in this transaction
   */
  public void update(Handle tx, SealedRow before, SealedRow after) {
    SealedTable.update(tx, before, after, seal(after));
  }

  /** The same, for a kind whose states are counted. */
  public void update(Handle tx, WriteAct act, SealedRow before, SealedRow after) {
    SealedRow numbered = act.numbered(after);
    SealedTable.update(tx, before, numbered, keys.seal(numbered));
  }

  /** Runs a transaction that writes rows whose states are counted, see {@link RowVersions}. */
  public <R> R write(Function<WriteAct, R> transaction) {
    return versions().write(transaction);
  }

  /** Runs such a transaction of a database. */
  public static <R> R write(Database database, BiFunction<Handle, WriteAct, R> transaction) {
    return of(database).write(act -> database.write(tx -> transaction.apply(tx, act)));
  }

  /** The same, where it is known that these rows will be written. */
  public <R> R write(Collection<SealedRow> expected, Function<WriteAct, R> transaction) {
    return versions().write(expected, transaction);
  }

  /** Tells whether a row has a good seal of a form before the present one, this one or later. */
  boolean isOfOlderForm(StoredRow row, int first) {
    return keys.isOfOlderForm(row.meaning(), row.seal(), first);
  }

  /** Seals a row that was written before seals of this form existed, or one that was accepted. */
  void sealAgain(Handle tx, SealedRow row) {
    SealedTable.keep(tx, row, keys.seal(row));
  }

  private RowVersions versions() {
    return versions.orElseThrow(
        () -> new IllegalStateException("this process has no availability database"));
  }

  private static CustodyException refusal(SealedRow row, SealFinding finding) {
    return switch (finding) {
      case UNSEALED, UNKNOWN_KEY, CHANGED ->
          new CustodyException(
              CustodyError.ROW_NOT_AUTHENTIC,
              ("the %s was not written by this service (%s), so it authorises nothing; the operator"
                      + " has to find out who wrote to the database and restore the row")
                  .formatted(row, finding.word()));
      case OUT_OF_DATE ->
          new CustodyException(
              CustodyError.ROW_OUT_OF_DATE,
              ("the %s is an older state, so it authorises nothing; after a deliberate restore, its"
                      + " tenant's administrator and the operator can accept it")
                  .formatted(row));
      case AUTHENTIC -> throw new IllegalArgumentException("an authentic row is not refused");
    };
  }

  private record Listed<T>(StoredRow row, T value) {}
}
