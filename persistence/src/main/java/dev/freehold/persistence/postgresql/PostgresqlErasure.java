package dev.freehold.persistence.postgresql;

import dev.freehold.persistence.Erasure;
import dev.freehold.persistence.ErasureNotes;
import dev.freehold.persistence.PersistenceLimits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Rewrites and vacuums the tables of a PostgreSQL database. A plain vacuum makes the place of dead
 * rows free but leaves their bytes there until something else needs it; only rewriting a table
 * removes them, and nobody can use the table meanwhile, so that is for small ones. Even that keeps
 * rows that some transaction may still see, so older ones are waited for. A transaction that writes
 * in any database of the server counts, because the rewriting one has it in its own snapshot. How
 * many dead rows a rewriting kept says nothing: others delete rows all the time.
 */
final class PostgresqlErasure {

  private static final String TABLES =
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(t.relname), t.relname,
        pg_total_relation_size(t.oid)
      FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relkind = 'r' AND n.nspname = current_schema() ORDER BY t.relname\
      """;

  /**
   * Transactions of others that are under way now and whose snapshots a role without {@code
   * pg_monitor} does not see; as a list of SQL that is never empty.
   */
  private static final String HIDDEN =
      """
      SELECT coalesce(string_agg(quote_literal(l.virtualtransaction), ', '), quote_literal('none'))
      FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'virtualxid' AND a.pid <> pg_backend_pid()
        AND (a.datname = current_database() OR a.datname IS NULL)
        AND a.query = '<insufficient privilege>'\
      """;

  /**
   * Columns of bytes that no index and no foreign key has, so no ids, and that ANALYZE samples,
   * which autovacuum does by itself. Its samples are values as they are: of 400 sealed keys, a
   * hundred stood in {@code pg_statistic}.
   */
  private static final String SAMPLED =
      """
      SELECT DISTINCT coalesce(pg_partition_root(t.oid), t.oid)::regclass::text,
        quote_ident(a.attname)
      FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE t.relkind IN ('r', 'p') AND n.nspname = current_schema() AND a.attnum > 0
        AND NOT a.attisdropped AND a.atttypid = 'bytea'::regtype
        AND coalesce(a.attstattarget, -1) <> 0
        AND NOT EXISTS (SELECT 1 FROM pg_index i
          WHERE i.indrelid = t.oid AND a.attnum = ANY (i.indkey::int2[]))
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c
          WHERE c.conrelid = t.oid AND c.contype = 'f' AND a.attnum = ANY (c.conkey))
      ORDER BY 1, 2\
      """;

  private static final Table SAMPLES = new Table("pg_catalog.pg_statistic", "pg_statistic", 0);

  /** SQLSTATE of a lock that did not come within {@code lock_timeout}. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** SQLSTATE of what is another role's. */
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final Connection connection;
  private final ErasureNotes notes = new ErasureNotes();

  /** Works on its own connection that commits each statement. */
  PostgresqlErasure(Connection connection) {
    this.connection = connection;
  }

  Erasure run() throws SQLException {
    execute("SET lock_timeout = " + PersistenceLimits.ERASURE_LOCK_MILLIS);
    forgetSamples();
    lookForOldSnapshots();
    int rewritten = 0;
    List<String> large = new ArrayList<>();
    for (Table table : tables()) {
      if (table.bytes > PersistenceLimits.MAX_REWRITTEN_TABLE_BYTES) {
        execute("VACUUM " + table.quoted);
        large.add(table.name);
      } else {
        switch (rewrite(table)) {
          case REWRITTEN -> rewritten++;
          case IN_USE ->
              notes.hindered("the table %s was in use and not rewritten".formatted(table.name));
          case ANOTHERS ->
              notes.hindered(
                  "the table %s is another role's and was not rewritten".formatted(table.name));
        }
      }
    }
    notes.done("%d tables were rewritten without what was deleted".formatted(rewritten));
    if (!large.isEmpty()) {
      notes.done("the large tables %s were vacuumed".formatted(ErasureNotes.names(large)));
      notes.left(
          "dead rows' bytes may be left in free space of large tables until VACUUM FULL rewrites"
              + " them");
    }
    rewriteSamples();
    flushLog();
    notes.left(
        "segments of the server's write-ahead log, its archive, replicas and base backups keep"
            + " copies until the operator removes them");
    return notes.erasure();
  }

  private void lookForOldSnapshots() throws SQLException {
    String now = string("SELECT pg_current_xact_id()::text");
    String hidden = string(HIDDEN);
    for (int look = 0; look < PersistenceLimits.MAX_SNAPSHOT_LOOKS; look++) {
      if (Long.parseLong(string(oldSnapshots(now, hidden))) == 0) {
        return;
      }
      execute("SELECT pg_sleep(%s)".formatted(PersistenceLimits.SNAPSHOT_WAIT_SECONDS));
    }
    notes.hindered(
        "an older transaction, a prepared one or a replication slot keeps dead rows alive");
  }

  /**
   * Has no more samples taken of what may be a key. To say the type of a column once more, which
   * changes no row, is what removes the samples of before.
   */
  private void forgetSamples() throws SQLException {
    for (Column column : sampled()) {
      try {
        execute(
            "ALTER TABLE %1$s ALTER COLUMN %2$s TYPE bytea, ALTER COLUMN %2$s SET STATISTICS 0"
                .formatted(column.table, column.name));
      } catch (SQLException failed) {
        switch (failed.getSQLState()) {
          case LOCK_NOT_AVAILABLE ->
              notes.hindered("the table %s was in use and keeps samples".formatted(column.table));
          // It cannot be rewritten either, which says the same of it.
          case INSUFFICIENT_PRIVILEGE -> {}
          default -> throw failed;
        }
      }
    }
  }

  private void rewriteSamples() throws SQLException {
    switch (rewrite(SAMPLES)) {
      case REWRITTEN -> {}
      case IN_USE -> notes.hindered("the catalog pg_statistic was in use and not rewritten");
      case ANOTHERS ->
          notes.left(
              "samples of columns from before may be in pg_statistic until the database's owner"
                  + " runs VACUUM FULL pg_statistic");
    }
  }

  private enum Rewriting {
    REWRITTEN,
    IN_USE,
    ANOTHERS
  }

  private Rewriting rewrite(Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (FULL, VERBOSE) " + table.quoted);
      return saysMore(statement.getWarnings()) ? Rewriting.REWRITTEN : Rewriting.ANOTHERS;
    } catch (SQLException failed) {
      if (!LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
        throw failed;
      }
      return Rewriting.IN_USE;
    }
  }

  /** Of a table that it may not rewrite, the server only warns; else it has details to tell. */
  private static boolean saysMore(SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      ServerErrorMessage message =
          warning instanceof PSQLWarning told ? told.getServerErrorMessage() : null;
      if (message != null && message.getDetail() != null) {
        return true;
      }
    }
    return false;
  }

  /** Files that were given up are removed at a checkpoint; few roles may ask for one. */
  private void flushLog() {
    try {
      execute("CHECKPOINT");
      notes.done("the server made a checkpoint");
    } catch (SQLException refused) {
      notes.left("files of the old tables stay until the server's next checkpoint");
    }
  }

  private List<Table> tables() throws SQLException {
    List<Table> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        found.add(new Table(row.getString(1), row.getString(2), row.getLong(3)));
      }
    }
    return found;
  }

  private List<Column> sampled() throws SQLException {
    List<Column> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SAMPLED)) {
      while (row.next()) {
        found.add(new Column(row.getString(1), row.getString(2)));
      }
    }
    return found;
  }

  private String string(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private record Table(String quoted, String name, long bytes) {}

  /** Both quoted. */
  private record Column(String table, String name) {}

  /** Counts what keeps rows that died before the given transaction. */
  private static String oldSnapshots(String transaction, String hidden) {
    return """
    SELECT (SELECT count(*) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
          AND age(backend_xmin) > age('%1$s'::xid8::xid)
          AND NOT (backend_type = 'autovacuum worker' AND query LIKE 'autovacuum: VACUUM%%'))
      + (SELECT count(*) FROM pg_locks
        WHERE locktype = 'virtualxid' AND virtualtransaction IN (%2$s))
      + (SELECT count(*) FROM pg_replication_slots WHERE age(xmin) > age('%1$s'::xid8::xid))
      + CASE WHEN pg_snapshot_xmin(pg_current_snapshot()) > '%1$s'::xid8 THEN 0 ELSE 1 END\
    """
        .formatted(transaction, hidden);
  }
}
