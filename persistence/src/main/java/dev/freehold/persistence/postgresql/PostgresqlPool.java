package dev.freehold.persistence.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.schema.ProgramName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to a PostgreSQL server, with the settings that durability and safety depend on. */
public final class PostgresqlPool {

  /**
   * A pool does not try to connect at its start. Whether the server takes connections was asked
   * before; one that is only slow to answer would count as one that cannot be reached.
   */
  private static final long NO_ATTEMPT = -1;

  /** One attempt, where nobody has asked before. */
  private static final long ONE_ATTEMPT = 1;

  /** Some servers are set up to acknowledge before the flush or before a standby has it. */
  private static final String COMMIT_SYNCHRONOUSLY =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') IN ('off', 'local')";

  /** SQLSTATE of a write to a server that is or has become a standby. */
  static final String READ_ONLY = "25006";

  /** A process that is stopped, not ended, would hold its rows for ever. */
  private static final String END_WHEN_STOPPED =
      "; SELECT set_config('idle_in_transaction_session_timeout', '%ds', false)"
          .formatted(PersistenceLimits.IDLE_IN_TRANSACTION_SECONDS);

  private PostgresqlPool() {}

  static HikariDataSource writers(DatabaseSettings.Postgresql settings, DataSource source) {
    HikariConfig config = config(settings, source, "writers", settings.maxConnections() / 2);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // A reader's transaction takes no write on any server.
    config.setExceptionOverride(new LeavesStandbys());
    config.setConnectionInitSql(COMMIT_SYNCHRONOUSLY + END_WHEN_STOPPED);
    return open(config, settings);
  }

  /** The pool for readers: a separate one, so that many readers never keep a writer waiting. */
  static HikariDataSource readers(DatabaseSettings.Postgresql settings, DataSource source) {
    return open(readersConfig(settings, source), settings);
  }

  /** The same for a program of one task, which waits in the pool. */
  static HikariDataSource patientReaders(DatabaseSettings.Postgresql settings) {
    HikariConfig config = readersConfig(settings, calls(settings));
    config.setConnectionTimeout(PersistenceLimits.MAX_WAIT_MILLIS);
    config.setValidationTimeout(PersistenceLimits.MAX_WAIT_MILLIS);
    config.setInitializationFailTimeout(ONE_ATTEMPT);
    return open(config, settings);
  }

  private static HikariConfig readersConfig(
      DatabaseSettings.Postgresql settings, DataSource source) {
    int writers = settings.maxConnections() / 2;
    HikariConfig config = config(settings, source, "readers", settings.maxConnections() - writers);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    return config;
  }

  /** For migrations, which may take longer than any other call. */
  public static DataSource migrations(DatabaseSettings.Postgresql settings) {
    return with(new PGSimpleDataSource(), settings, PersistenceLimits.LONG_SOCKET_SECONDS);
  }

  /** For a few questions in one connection each, whose answers take no time. */
  public static DataSource questions(DatabaseSettings.Postgresql settings) {
    return with(new PGSimpleDataSource(), settings, PersistenceLimits.SOCKET_SECONDS);
  }

  /** For the calls of a database, which can all be ended. */
  static PhysicalConnections calls(DatabaseSettings.Postgresql settings) {
    return with(new PhysicalConnections(), settings, PersistenceLimits.SOCKET_SECONDS);
  }

  /** For a question whose answer takes no time. */
  static DataSource pulse(DatabaseSettings.Postgresql settings, String name) {
    PGSimpleDataSource source =
        with(new PGSimpleDataSource(), settings, PersistenceLimits.PULSE_SECONDS);
    source.setConnectTimeout(PersistenceLimits.PULSE_SECONDS);
    source.setLoginTimeout(PersistenceLimits.PULSE_SECONDS);
    source.setApplicationName(name);
    return source;
  }

  /** For a connection that listens for notices as long as the process runs. */
  static DataSource notices(DatabaseSettings.Postgresql settings, String name) {
    PGSimpleDataSource source =
        with(new PGSimpleDataSource(), settings, PersistenceLimits.SOCKET_SECONDS);
    source.setLoginTimeout(PersistenceLimits.CONNECT_SECONDS);
    source.setApplicationName(name);
    return source;
  }

  /**
   * Refuses a server that acknowledges what it may lose.
   *
   * @throws PersistenceException {@link PersistenceError#OPEN_FAILED}
   */
  static void requireDurable(DatabaseSettings.Postgresql settings, DataSource source) {
    try (Connection connection = connect(settings, source);
        Statement statement = connection.createStatement();
        ResultSet fsync = statement.executeQuery("SELECT current_setting('fsync', true)")) {
      if (fsync.next() && "off".equals(fsync.getString(1))) {
        throw new PersistenceException(
            PersistenceError.OPEN_FAILED,
            "the PostgreSQL server runs with fsync = off and loses commits in a power cut;"
                + " switch it on",
            null);
      }
    } catch (SQLException e) {
      throw SqlFailures.of(e, PersistenceError.OPEN_FAILED);
    }
  }

  private static Connection connect(DatabaseSettings.Postgresql settings, DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException refused) {
      throw unreachable(settings, refused);
    }
  }

  private static HikariConfig config(
      DatabaseSettings.Postgresql settings, DataSource source, String name, int connections) {
    HikariConfig config = new HikariConfig();
    // A process has pools of several databases, and the log says by this name which one it means.
    config.setPoolName(settings.shown() + " " + name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    // Else the pool goes on connecting to a dead server, ever more slowly, and is late afterwards.
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PersistenceLimits.POOL_WAIT_MILLIS);
    config.setValidationTimeout(PersistenceLimits.POOL_WAIT_MILLIS);
    config.setInitializationFailTimeout(NO_ATTEMPT);
    config.setConnectionInitSql(COMMIT_SYNCHRONOUSLY);
    config.setAutoCommit(false);
    // Else that statement leaves a transaction open, whose old state the first reader would see.
    config.setIsolateInternalQueries(true);
    return config;
  }

  private static <S extends PGSimpleDataSource> S with(
      S source, DatabaseSettings.Postgresql settings, int socketSeconds) {
    source.setUrl(settings.jdbcUrl());
    if (source.getServerNames().length > 1) {
      // Of several servers one is the primary; the others would show the past and take no write.
      source.setTargetServerType("primary");
    }
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName(ProgramName.ONCE);
    source.setConnectTimeout(PersistenceLimits.CONNECT_SECONDS);
    source.setSocketTimeout(socketSeconds);
    source.setTcpKeepAlive(true);
    // The server's details repeat the values of the row in question.
    source.setLogServerErrorDetail(false);
    return source;
  }

  private static HikariDataSource open(HikariConfig config, DatabaseSettings.Postgresql settings) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw unreachable(settings, e);
    }
  }

  /** For a database that nobody can connect to; names it without its password. */
  public static PersistenceException unreachable(
      DatabaseSettings.Postgresql settings, Exception cause) {
    return new PersistenceException(
        PersistenceError.OPEN_FAILED,
        "the database %s cannot be reached; check its address, user and password, and that it runs"
            .formatted(settings.shown()),
        cause);
  }

  /** A connection to a server that takes no writes is no use, though it works. */
  private static final class LeavesStandbys implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
      return READ_ONLY.equals(failure.getSQLState())
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }
}
