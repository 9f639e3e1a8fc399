package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of an SQLite file.
 *
 * @param name as it was created
 * @param columns those that rows are made of, quoted
 */
record SqliteTable(String name, List<String> columns) {

  private static final String COPY = "temp.erasure_copy";

  /** Tables whose rows can be taken out and put back: with no trigger that would notice. */
  static List<SqliteTable> all(SqliteSession session) throws SQLException {
    return session
        .strings(
            """
            SELECT name FROM sqlite_schema t WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'
              ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
              AND NOT EXISTS (SELECT 1 FROM sqlite_schema g
                WHERE g.type = 'trigger' AND g.tbl_name = t.name)
            ORDER BY name\
            """)
        .stream()
        .map(name -> of(session, name))
        .toList();
  }

  private static SqliteTable of(SqliteSession session, String name) {
    try {
      return new SqliteTable(
          name,
          session
              .strings(
                  "SELECT name FROM pragma_table_info('%s')".formatted(name.replace("'", "''")))
              .stream()
              .map(SqliteTable::quoted)
              .toList());
    } catch (SQLException failed) {
      throw SqlFailures.of(failed, PersistenceError.READ_FAILED);
    }
  }

  /** Counts pages no further than the bound. */
  boolean isSmall(SqliteSession session) throws SQLException {
    return session.number(
            "SELECT count(*) FROM (SELECT 1 FROM dbstat WHERE name = '%s' LIMIT %d)"
                .formatted(name.replace("'", "''"), PersistenceLimits.MAX_REWRITTEN_PAGES + 1))
        <= PersistenceLimits.MAX_REWRITTEN_PAGES;
  }

  /**
   * Takes all rows out and puts them back. A table that is emptied at once gives back each of its
   * pages, and those of its indexes, and each is overwritten as a whole.
   */
  void rewrite(SqliteSession session) throws SQLException {
    String table = "main." + quoted(name);
    String names = String.join(", ", columns);
    session.execute("BEGIN IMMEDIATE");
    try {
      session.execute(
          "CREATE TEMP TABLE erasure_copy AS SELECT %s FROM %s".formatted(names, table));
      session.execute("DELETE FROM " + table);
      session.execute("INSERT INTO %s (%s) SELECT %s FROM %s".formatted(table, names, names, COPY));
      session.execute("DROP TABLE " + COPY);
      session.execute("COMMIT");
    } catch (SQLException failed) {
      session.execute("ROLLBACK");
      throw failed;
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
