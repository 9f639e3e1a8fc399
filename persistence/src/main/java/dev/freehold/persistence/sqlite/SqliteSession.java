package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.Attachments;
import dev.freehold.persistence.JdbiSetup;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.PointStatements;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One connection to an SQLite file, with the settings that durability rests on. For one thread at a
 * time.
 */
final class SqliteSession implements AutoCloseable {

  private static final String URL_PREFIX = "jdbc:sqlite:";

  /** Settings of every connection; sqlite.org/pragma.html says what each does. */
  private static final List<String> ALWAYS =
      List.of(
          "PRAGMA busy_timeout = " + PersistenceLimits.SQLITE_BUSY_MILLIS,
          "PRAGMA foreign_keys = ON",
          "PRAGMA trusted_schema = OFF",
          "PRAGMA cell_size_check = ON",
          "PRAGMA temp_store = MEMORY");

  /**
   * Settings of the writer. The two {@code fullfsync} matter on macOS alone, whose fsync does not
   * reach the medium. Deleted rows are overwritten because some of them held wrapped keys.
   */
  private static final List<String> WRITER =
      List.of(
          "PRAGMA synchronous = FULL",
          "PRAGMA fullfsync = ON",
          "PRAGMA checkpoint_fullfsync = ON",
          "PRAGMA secure_delete = ON");

  private final Connection connection;
  private final Jdbi jdbi;
  private final Map<String, PreparedStatement> controls = new HashMap<>();
  private Handle ofPointQueries;

  private SqliteSession(Connection connection) {
    this.connection = connection;
    this.jdbi = JdbiSetup.over(new Kept(connection));
    jdbi.configure(PointStatements.class, PointStatements::keep);
  }

  static SqliteSession writer(Path file) throws SQLException {
    SqliteSession session = open(file, new SQLiteConfig(), WRITER);
    try {
      session.requireWriteAheadLog();
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  static SqliteSession reader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(file, config, List.of("PRAGMA query_only = ON"));
  }

  /** One to a file that nobody changes: SQLite then makes no file beside it. */
  static SqliteSession unchanging(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return opened(
        "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?mode=ro&immutable=1",
        config,
        List.of("PRAGMA query_only = ON"));
  }

  /** Connections for migrations, as durable as the writer's. */
  static DataSource migrations(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(PersistenceLimits.SQLITE_BUSY_MILLIS);
    config.enforceForeignKeys(true);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(URL_PREFIX + file);
    return source;
  }

  private static SqliteSession open(Path file, SQLiteConfig config, List<String> further)
      throws SQLException {
    return opened(URL_PREFIX + file, config, further);
  }

  private static SqliteSession opened(String url, SQLiteConfig config, List<String> further)
      throws SQLException {
    // Else the driver prepares and runs a query for the key of each row that is inserted.
    config.setGetGeneratedKeys(false);
    SqliteSession session = new SqliteSession(config.createConnection(url));
    try {
      for (String pragma : ALWAYS) {
        session.execute(pragma);
      }
      for (String pragma : further) {
        session.execute(pragma);
      }
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  /** Some file systems cannot have one; SQLite says so in its answer alone. */
  private void requireWriteAheadLog() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
      if (!mode.next() || !mode.getString(1).equals("wal")) {
        throw new SQLException("the file system cannot hold a write-ahead log");
      }
    }
  }

  /** Has every transaction carry {@code attachments}. */
  SqliteSession carrying(Attachments attachments) {
    jdbi.configure(Attachments.class, carried -> carried.share(attachments));
    return this;
  }

  /** Moves the log into the file and cuts it to nothing; false if others are in the way. */
  boolean emptyWriteAheadLog() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return result.next() && result.getInt("busy") == 0;
    }
  }

  /** The one number that {@code sql} gives. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first column of what {@code sql} gives. */
  List<String> strings(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  /**
   * Begins, ends or divides a transaction. There are few such statements and each request runs
   * some, so they are kept.
   */
  void control(String sql) throws SQLException {
    PreparedStatement known = controls.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      controls.put(sql, known);
    }
    known.execute();
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  <R> R run(SqlWork<R> work) {
    try (Handle handle = jdbi.open()) {
      return work.run(handle);
    }
  }

  /**
   * Runs a query by itself. It leaves nothing behind in a handle, and to make one takes longer than
   * many such queries, so they share one.
   */
  <R> Optional<R> find(PointQuery<R> query, PointQuery.Binder values) {
    if (ofPointQueries == null) {
      ofPointQueries = jdbi.open();
    }
    return query.find(ofPointQueries, values);
  }

  @Override
  public void close() throws SQLException {
    if (ofPointQueries != null) {
      ofPointQueries.close();
    }
    connection.close();
  }

  /** Gives every handle the same connection and leaves it open when the handle closes. */
  private record Kept(Connection connection) implements ConnectionFactory {
    @Override
    public Connection openConnection() {
      return connection;
    }

    @Override
    public void closeConnection(Connection ignored) {
      // It belongs to the session.
    }
  }
}
