package dev.freehold.persistence;

import dev.freehold.persistence.notices.ChangeNotices;
import java.util.Optional;

/**
 * One SQL database, SQLite or PostgreSQL, with the same meaning on both.
 *
 * <p>Safe for use by many threads, virtual ones too. Work must not call back into the same database
 * from inside a transaction.
 */
public interface Database extends AutoCloseable {

  /**
   * Runs {@code work} in a read-only transaction that sees one consistent state.
   *
   * @throws PersistenceException if the database does not answer or the wait for a connection is
   *     over its bound
   */
  <R> R read(SqlWork<R> work);

  /**
   * The one row that a query finds, read by itself. On PostgreSQL this takes one round trip, where
   * a transaction takes a second one to end.
   *
   * @param values puts a value in the place of each {@code ?}
   * @throws PersistenceException as {@link #read}
   */
  default <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    return read(tx -> query.find(tx, values));
  }

  /**
   * Runs {@code work} in a transaction and returns its result if and only if the transaction is
   * durable: after a power cut it is still there. Writers that come at the same time share one
   * flush to disk, yet each is atomic by itself: if {@code work} throws, its own changes are
   * undone, the exception comes through unchanged, and the others are not affected.
   *
   * @throws PersistenceException if the change could not be made durable; nothing of it is kept
   */
  <R> R write(SqlWork<R> work);

  /**
   * Clears what deleted rows have left outside the tables. On SQLite the write-ahead log is emptied
   * into the file, where deleted rows are overwritten. On PostgreSQL nothing is done: remains last
   * until the server has vacuumed the pages and recycled its log.
   *
   * @return false if transactions under way did not let it; try again later
   */
  boolean clearRemains();

  /**
   * Removes what is left of deleted and overwritten values in the database's files, as far as the
   * database can; call it when the transaction that deleted them is durable. May be repeated.
   *
   * <p>On SQLite the file is rewritten, if it is large its small tables, and the write-ahead log is
   * cut; writers wait for a few seconds at most, readers for nothing. On PostgreSQL small tables
   * are rewritten, one at a time, and nobody can use that one meanwhile; large ones are vacuumed,
   * which may take long but keeps nobody waiting; the server's log, its archive and its replicas
   * are the operator's. What the file system and the medium keep of blocks that a file gave up is
   * beyond any database.
   *
   * @return what was done and what was not
   * @throws PersistenceException if the database failed; then repeat it
   */
  Erasure eraseFreed();

  /** Which SQL dialect this database speaks, for the few statements that differ. */
  Dialect dialect();

  /** What every transaction of this database carries along. */
  Attachments attachments();

  /**
   * Notices of rows that other processes changed. On SQLite, which one process has for itself,
   * there are none.
   */
  default ChangeNotices notices() {
    return ChangeNotices.NONE;
  }

  /** Answers normally if the database takes a write transaction now; for readiness checks. */
  void ping();

  /**
   * Looks whether a newer program has changed the tables so that this one cannot work with them any
   * more. Who is told so stops serving. On SQLite, which one process has for itself, nobody can.
   *
   * @return why not; empty if it can
   */
  Optional<PersistenceException> outgrown();

  /** What the database has done since it was opened. */
  DatabaseStatistics statistics();

  /** Finishes work under way and closes every connection. Closing twice does nothing. */
  @Override
  void close();
}
