package dev.freehold.persistence.opening;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.postgresql.PostgresqlPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * Reads which tables a database has, without migrating, changing or locking it, whether or not a
 * server is using it.
 */
public final class SchemaReader {

  /** The columns are: how SQL names the table, how people do, and the column. */
  private static final String SQLITE_COLUMNS =
      """
      SELECT '"' || replace(m.name, '"', '""') || '"', m.name, c.name
      FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
      WHERE m.type = 'table' ORDER BY m.name, c.cid
      """;

  /** Partitions are left out: their table has their columns and rows. */
  private static final String POSTGRESQL_COLUMNS =
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(t.relname),
        CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname || '.' END || t.relname,
        c.attname
      FROM pg_class t
        JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_attribute c ON c.attrelid = t.oid
      WHERE t.relkind IN ('r', 'p', 'm', 'f') AND NOT t.relispartition
        AND c.attnum > 0 AND NOT c.attisdropped
        AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 2, c.attnum
      """;

  private static final String SQLITE_BYTES =
      "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
  private static final String POSTGRESQL_BYTES = "SELECT pg_database_size(current_database())";

  private SchemaReader() {}

  /**
   * Reads the tables.
   *
   * @throws PersistenceException {@link PersistenceError#OPEN_FAILED} if the database is not there,
   *     cannot be reached or is no database
   */
  public static SchemaSnapshot read(DatabaseSettings settings) {
    try {
      return switch (settings) {
        case DatabaseSettings.Sqlite(Path file) -> sqlite(file);
        case DatabaseSettings.Postgresql postgresql -> postgresql(postgresql);
      };
    } catch (SQLException failed) {
      throw SqlFailures.of(failed, PersistenceError.OPEN_FAILED);
    }
  }

  /**
   * A file whose log is gone was closed by the last who used it; opening it the usual way would
   * make a new log. One that has a log is read with it, for which SQLite makes the index of the log
   * anew where it is stale.
   */
  private static SchemaSnapshot sqlite(Path file) throws SQLException {
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    String mode = Files.exists(log) ? "?mode=ro" : "?mode=ro&immutable=1";
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(PersistenceLimits.SQLITE_BUSY_MILLIS);
    String url = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + mode;
    try (Connection connection = config.createConnection(url)) {
      return read(connection, SQLITE_COLUMNS, SQLITE_BYTES);
    }
  }

  private static SchemaSnapshot postgresql(DatabaseSettings.Postgresql settings)
      throws SQLException {
    try (Connection connection = PostgresqlPool.questions(settings).getConnection()) {
      connection.setReadOnly(true);
      return read(connection, POSTGRESQL_COLUMNS, POSTGRESQL_BYTES);
    }
  }

  private static SchemaSnapshot read(Connection connection, String columnsSql, String bytesSql)
      throws SQLException {
    Map<String, Columns> found = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(columnsSql)) {
        while (row.next()) {
          String table = row.getString(2);
          found
              .computeIfAbsent(row.getString(1), quoted -> new Columns(table, new ArrayList<>()))
              .names
              .add(row.getString(3));
        }
      }
      List<SchemaSnapshot.Table> tables = new ArrayList<>();
      for (Map.Entry<String, Columns> table : found.entrySet()) {
        String one = "SELECT 1 FROM %s LIMIT 1".formatted(table.getKey());
        boolean hasRows = number(statement, "SELECT count(*) FROM (%s) t".formatted(one)) > 0;
        tables.add(
            new SchemaSnapshot.Table(table.getValue().table, table.getValue().names, hasRows));
      }
      return new SchemaSnapshot(tables, number(statement, bytesSql));
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private record Columns(String table, List<String> names) {}
}
