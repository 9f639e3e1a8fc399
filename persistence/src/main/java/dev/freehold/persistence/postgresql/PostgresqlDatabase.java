package dev.freehold.persistence.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseRefusals;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.InFlight;
import dev.freehold.persistence.JdbiSetup;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.Migrations;
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * A PostgreSQL database: a transaction per write. The server lets concurrent commits share a flush
 * by itself. Work is never run twice: a deadlock is reported, and the caller decides.
 */
public final class PostgresqlDatabase implements Database {

  private final DatabaseSettings.Postgresql settings;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final Attachments attachments = new Attachments();
  private final InFlight inFlight = new InFlight();
  private final AtomicLong writes = new AtomicLong();

  private PostgresqlDatabase(
      DatabaseSettings.Postgresql settings, HikariDataSource writers, HikariDataSource readers) {
    this.settings = settings;
    this.writers = writers;
    this.readers = readers;
    this.writing = JdbiSetup.over(writers::getConnection, attachments);
    this.reading = JdbiSetup.over(readers::getConnection, attachments);
  }

  /** Opens a database and brings its tables to their newest form. */
  public static PostgresqlDatabase open(
      DatabaseSettings.Postgresql settings, List<MigrationSet> migrations) {
    HikariDataSource writers = PostgresqlPool.writers(settings);
    try {
      PostgresqlPool.requireDurable(writers);
      Migrations.run(PostgresqlPool.migrations(settings), Dialect.POSTGRESQL, migrations);
      return new PostgresqlDatabase(settings, writers, PostgresqlPool.readers(settings));
    } catch (RuntimeException e) {
      writers.close();
      throw e;
    }
  }

  @Override
  public <R> R read(SqlWork<R> work) {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    // The pool rolls back what is open when the handle closes.
    try (Handle handle = connect(reading)) {
      return inside(handle, work);
    } catch (Throwable e) {
      throw DatabaseRefusals.unchecked(SqlFailures.ofRead(e));
    } finally {
      inFlight.leave();
    }
  }

  @Override
  public <R> R write(SqlWork<R> work) {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try (Handle handle = connect(writing)) {
      R result = inside(handle, work);
      commit(handle);
      writes.incrementAndGet();
      return result;
    } catch (Throwable e) {
      throw DatabaseRefusals.unchecked(SqlFailures.ofWrite(e));
    } finally {
      inFlight.leave();
    }
  }

  private <R> R inside(Handle handle, SqlWork<R> work) {
    return OpenTransactions.inside(this, OpenTransactions.current(), () -> work.run(handle));
  }

  private static Handle connect(Jdbi jdbi) {
    try {
      return jdbi.open();
    } catch (ConnectionException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw DatabaseRefusals.interrupted(e);
      }
      throw DatabaseRefusals.busy(
          "no connection within %d ms".formatted(PersistenceLimits.MAX_WAIT_MILLIS), e);
    }
  }

  private static void commit(Handle handle) {
    try {
      handle.getConnection().commit();
    } catch (SQLException e) {
      throw SqlFailures.ofCommit(e);
    }
  }

  @Override
  public boolean clearRemains() {
    return true;
  }

  @Override
  public Erasure eraseFreed() {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try (Connection connection = PostgresqlPool.migrations(settings).getConnection()) {
      return new PostgresqlErasure(connection).run();
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.COMMIT_FAILED);
    } finally {
      inFlight.leave();
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public Attachments attachments() {
    return attachments;
  }

  /** Takes a transaction id, which a standby or a server without room refuses. */
  @Override
  public void ping() {
    write(handle -> handle.createQuery("SELECT txid_current()").mapTo(Long.class).one());
  }

  @Override
  public DatabaseStatistics statistics() {
    long count = writes.get();
    return new DatabaseStatistics(
        count, count, writers.getHikariPoolMXBean().getThreadsAwaitingConnection());
  }

  @Override
  public void close() {
    if (inFlight.close()) {
      writers.close();
      readers.close();
    }
  }
}
