package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseRefusals;
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded set of read-only connections, opened when first needed. */
final class SqliteReaders implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SqliteReaders.class);

  private final Database database;
  private final Path file;
  private final Semaphore free = new Semaphore(PersistenceLimits.SQLITE_READERS, true);
  private final Deque<SqliteSession> idle = new ConcurrentLinkedDeque<>();

  SqliteReaders(Database database, Path file) {
    this.database = database;
    this.file = file;
  }

  <R> R read(SqlWork<R> work) {
    acquire();
    try {
      return readWithPermit(work);
    } finally {
      free.release();
    }
  }

  /** Without a transaction around it: SQLite reads each statement from one state. */
  <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    acquire();
    try {
      SqliteSession session = take();
      try {
        return inside(() -> session.find(query, values));
      } finally {
        idle.addFirst(session);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.READ_FAILED);
    } finally {
      free.release();
    }
  }

  private void acquire() {
    try {
      if (!free.tryAcquire(PersistenceLimits.MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw DatabaseRefusals.busy(
            "no connection became free within %d ms".formatted(PersistenceLimits.MAX_WAIT_MILLIS),
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatabaseRefusals.interrupted(e);
    }
  }

  private <R> R readWithPermit(SqlWork<R> work) {
    SqliteSession session = begin();
    try {
      return inside(() -> session.run(work));
    } finally {
      end(session);
    }
  }

  private <R> R inside(ScopedValue.CallableOp<R, RuntimeException> work) {
    try {
      Set<Database> outer = OpenTransactions.current();
      return OpenTransactions.inside(database, outer, work);
    } catch (Throwable e) {
      throw DatabaseRefusals.unchecked(SqlFailures.ofRead(e));
    }
  }

  private SqliteSession begin() {
    SqliteSession session = null;
    try {
      session = take();
      session.control("BEGIN");
      return session;
    } catch (SQLException e) {
      discard(session);
      throw SqlFailures.of(e, PersistenceError.READ_FAILED);
    }
  }

  private SqliteSession take() throws SQLException {
    SqliteSession session = idle.pollFirst();
    return session == null ? SqliteSession.reader(file).carrying(database.attachments()) : session;
  }

  private void end(SqliteSession session) {
    try {
      session.control("ROLLBACK");
      idle.addFirst(session);
    } catch (SQLException e) {
      LOG.debug("ending a read", e);
      discard(session);
    }
  }

  private static void discard(SqliteSession session) {
    if (session == null) {
      return;
    }
    try {
      session.close();
    } catch (SQLException e) {
      LOG.debug("closing a connection", e);
    }
  }

  /** Must not be called while a read is under way. */
  @Override
  public void close() {
    idle.forEach(SqliteReaders::discard);
    idle.clear();
  }
}
