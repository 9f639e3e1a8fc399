package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing side of an SQLite file: one transaction at a time, with a savepoint around each work
 * but the first, which has the transaction for itself. Used by one thread. After a failure the
 * connection is made again, because SQLite may or may not have rolled back by itself
 * (sqlite.org/lang_transaction.html, section 3).
 */
final class SqliteWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Database database;
  private final Path file;
  private SqliteSession session;

  /** Whether the transaction holds nothing yet. */
  private boolean isEmpty;

  SqliteWriter(Database database, Path file, SqliteSession session) {
    this.database = database;
    this.file = file;
    this.session = session.carrying(database.attachments());
  }

  void begin() {
    try {
      if (session == null) {
        session = SqliteSession.writer(file).carrying(database.attachments());
      }
      session.control("BEGIN IMMEDIATE");
      isEmpty = true;
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.COMMIT_FAILED);
    }
  }

  /**
   * Runs one work. If it fails, its changes are undone and the others go on.
   *
   * @return for how many milliseconds it held up others
   * @throws PersistenceException if the transaction is lost, and with it the works before
   */
  long run(PendingWrite<?> write) {
    long startNanos = System.nanoTime();
    if (isEmpty) {
      runFirst(write);
    } else {
      runBehindOthers(write);
    }
    long millis = (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
    if (millis >= PersistenceLimits.SLOW_WORK_MILLIS) {
      LOG.warn("a write held up all others for {} ms; move slow steps out of it", millis);
    }
    return millis;
  }

  /** A savepoint would copy each page before it is changed, for nobody. */
  private void runFirst(PendingWrite<?> write) {
    Throwable failure = failure(write);
    if (failure == null) {
      isEmpty = false;
    } else {
      undo("ROLLBACK", failure);
      execute("BEGIN IMMEDIATE");
    }
  }

  private void runBehindOthers(PendingWrite<?> write) {
    execute("SAVEPOINT work");
    Throwable failure = failure(write);
    if (failure != null) {
      undo("ROLLBACK TO work", failure);
    }
    execute("RELEASE work");
  }

  /** Runs the work; what its caller is told if it failed, else null. */
  private Throwable failure(PendingWrite<?> write) {
    try {
      write.run(database, session);
      return null;
    } catch (Throwable e) {
      // Whatever it is, it is the caller's: the writer goes on.
      Throwable told = SqlFailures.ofWrite(e);
      write.undone(told);
      return told;
    }
  }

  /** A full disk ends SQLite's whole transaction; then it is the reason for all in the batch. */
  private void undo(String how, Throwable why) {
    try {
      execute(how);
    } catch (PersistenceException nothingLeft) {
      throw why instanceof PersistenceException known ? known : nothingLeft;
    }
  }

  void commit() {
    execute("COMMIT");
  }

  /** Gives up the transaction, if there still is one. */
  void abandon() {
    SqliteSession broken = session;
    session = null;
    if (broken == null) {
      return;
    }
    try (broken) {
      broken.control("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("rolling back a failed transaction", e);
    }
  }

  private void execute(String sql) {
    try {
      session.control(sql);
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.COMMIT_FAILED);
    }
  }

  @Override
  public void close() {
    if (session == null) {
      return;
    }
    try {
      session.close();
    } catch (SQLException e) {
      LOG.warn("closing the database", e);
    }
  }
}
