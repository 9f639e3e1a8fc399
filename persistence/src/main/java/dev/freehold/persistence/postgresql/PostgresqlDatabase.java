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
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import dev.freehold.persistence.notices.ChangeNotices;
import dev.freehold.persistence.notices.ChangedRows;
import dev.freehold.persistence.schema.KnownSchema;
import dev.freehold.persistence.schema.Migrations;
import dev.freehold.persistence.schema.ProgramName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A PostgreSQL database: a transaction per write. The server lets concurrent commits share a flush
 * by itself. Work is never run twice: a deadlock is reported, and the caller decides.
 */
public final class PostgresqlDatabase implements Database {

  private static final long MAX_WAIT_NANOS =
      Duration.ofMillis(PersistenceLimits.MAX_WAIT_MILLIS).toNanos();

  private final DatabaseSettings.Postgresql settings;
  private final KnownSchema known;
  private final Pulse pulse;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final Attachments attachments = new Attachments();
  private final InFlight inFlight = new InFlight();
  private final AtomicLong writes = new AtomicLong();
  private final PostgresqlNotices notices;

  private PostgresqlDatabase(
      DatabaseSettings.Postgresql settings,
      KnownSchema known,
      Pulse pulse,
      HikariDataSource writers,
      HikariDataSource readers) {
    this.settings = settings;
    this.known = known;
    this.pulse = pulse;
    this.writers = writers;
    this.readers = readers;
    this.writing = JdbiSetup.over(writers::getConnection, attachments);
    this.reading = JdbiSetup.over(readers::getConnection, attachments);
    this.notices =
        new PostgresqlNotices(writers, PostgresqlPool.notices(settings, ProgramName.of(known)));
    writing.configure(ChangedRows.class, ChangedRows::keep);
  }

  /** Opens a database and brings its tables to their newest form. */
  public static PostgresqlDatabase open(
      DatabaseSettings.Postgresql settings, List<MigrationSet> migrations) {
    PhysicalConnections source = PostgresqlPool.calls(settings);
    PostgresqlPool.requireDurable(settings, source);
    PoolerCheck.requireSessions(PostgresqlPool.questions(settings));
    KnownSchema known =
        Migrations.run(PostgresqlPool.migrations(settings), Dialect.POSTGRESQL, migrations);
    // From here on others see which program this is.
    String name = ProgramName.of(known);
    source.setApplicationName(name);
    PostgresqlDatabase database = open(settings, known, source, name);
    try {
      // Somebody may have changed the tables since this program looked.
      Optional<PersistenceException> refusal = database.outgrown();
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static PostgresqlDatabase open(
      DatabaseSettings.Postgresql settings,
      KnownSchema known,
      PhysicalConnections source,
      String name) {
    HikariDataSource writers = PostgresqlPool.writers(settings, source);
    try {
      HikariDataSource readers = PostgresqlPool.readers(settings, source);
      Pulse pulse =
          Pulse.start(settings.shown(), PostgresqlPool.pulse(settings, name), source::abort);
      return new PostgresqlDatabase(settings, known, pulse, writers, readers);
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

  /** Each row is of one state anyway; the pool begins transactions on the connection again. */
  @Override
  public <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    OpenTransactions.refuseNested(this);
    inFlight.enter();
    try (Handle handle = connect(reading)) {
      handle.getConnection().setAutoCommit(true);
      return inside(handle, tx -> query.find(tx, values));
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
      notices.committed(ChangedRows.of(handle));
      return result;
    } catch (Throwable e) {
      leaveStandby(e);
      throw DatabaseRefusals.unchecked(SqlFailures.ofWrite(e));
    } finally {
      inFlight.leave();
    }
  }

  private <R> R inside(Handle handle, SqlWork<R> work) {
    try {
      return OpenTransactions.inside(this, OpenTransactions.current(), () -> work.run(handle));
    } catch (JdbiException failed) {
      // The pool says so in a way of its own if a transaction goes on after its connection ended.
      throw isClosed(handle) ? SqlFailures.unreachable(failed) : failed;
    }
  }

  /** If the server has become a standby, what comes next asks for the primary anew. */
  private void leaveStandby(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal
          && PostgresqlPool.READ_ONLY.equals(refusal.getSQLState())) {
        writers.getHikariPoolMXBean().softEvictConnections();
        readers.getHikariPoolMXBean().softEvictConnections();
        return;
      }
    }
  }

  private static boolean isClosed(Handle handle) {
    try {
      return handle.getConnection().isClosed();
    } catch (SQLException failed) {
      return true;
    }
  }

  /**
   * Waits for a connection as long as the server answers.
   *
   * @throws PersistenceException UNREACHABLE if it does not, BUSY if all connections stay taken
   */
  private Handle connect(Jdbi jdbi) {
    long start = System.nanoTime();
    while (true) {
      if (pulse.isSilent()) {
        throw SqlFailures.unreachable(null);
      }
      try {
        return jdbi.open();
      } catch (ConnectionException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw DatabaseRefusals.interrupted(e);
        }
        if (e.getCause() instanceof SQLException refused && SqlFailures.isShutOut(refused)) {
          throw SqlFailures.unreachable(e);
        }
        if (System.nanoTime() - start > MAX_WAIT_NANOS) {
          throw DatabaseRefusals.busy(
              "no connection within %d ms".formatted(PersistenceLimits.MAX_WAIT_MILLIS), e);
        }
      }
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

  @Override
  public ChangeNotices notices() {
    return notices;
  }

  /** Takes a transaction id, which a standby or a server without room refuses. */
  @Override
  public void ping() {
    write(handle -> handle.createQuery("SELECT txid_current()").mapTo(Long.class).one());
  }

  @Override
  public Optional<PersistenceException> outgrown() {
    return read(known::refusal);
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
      notices.close();
      pulse.close();
      writers.close();
      readers.close();
    }
  }
}
