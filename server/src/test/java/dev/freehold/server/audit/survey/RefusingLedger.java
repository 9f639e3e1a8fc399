package dev.freehold.server.audit.survey;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The database of a running server, seen and meddled with from outside: its ledger can be made to
 * take no entry, as it does on a disk that is full, and the rest of it can be looked at.
 */
final class RefusingLedger implements AutoCloseable {

  /**
   * What is scheduled follows from the jobs, and what is notified from the ledger; scheduler,
   * sweep, checks and notifications write when they like.
   */
  static final Set<String> SCHEDULERS_OWN =
      Set.of(
          "scheduled_tasks",
          "node_beats",
          "content_sweep",
          "root_checks",
          "confirmed_availability",
          "notification_positions",
          "notifications",
          "notification_deliveries");

  /** Columns that the server writes on its own, whoever asks for what. */
  private static final Map<String, Set<String>> SERVERS_OWN =
      Map.of(
          "access_requests",
          Set.of("seen_at"),
          "policies",
          Set.of("check_due_at"),
          // An availability key is made before the policy that an act would make; nothing has it.
          "confirmed_availability",
          Set.of("changes"),
          // That somebody came in is written down to a minute, beside what the act does.
          "ways_in",
          Set.of("last_used_at"),
          // When a root agreed last, and the tenant's bound that counts since.
          "policy_access",
          Set.of("agreed_at", "silence_bound", "seal"),
          // A job that waits looks again by itself, and notes why it still waits.
          "job_shards",
          Set.of("epoch", "tries", "waiting_code", "waiting_reason"),
          "mail_migration_users",
          Set.of(
              "state",
              "shard",
              "code",
              "attempts",
              "due_at",
              "started_at",
              "begun_at",
              "begun_items",
              "begun_bytes"));

  private final Connection connection;
  private final Set<String> others;

  /**
   * Opens the database.
   *
   * @param others tables that are none of the acts' effects
   */
  RefusingLedger(Path file, Set<String> others) throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    this.others = others;
    execute("PRAGMA busy_timeout = 10000");
  }

  /** From now on no entry is taken. */
  void refuse() throws SQLException {
    execute(
        "CREATE TRIGGER ledger_is_full BEFORE INSERT ON ledger_entry"
            + " BEGIN SELECT RAISE(ABORT, 'the disk of the ledger is full'); END");
  }

  /** From now on entries are taken again. */
  void accept() throws SQLException {
    execute("DROP TRIGGER IF EXISTS ledger_is_full");
  }

  /** Keeps every writer waiting, as a writer does that is stuck. */
  void stick() throws SQLException {
    execute("BEGIN IMMEDIATE");
  }

  /** Lets writers go on. */
  void unstick() throws SQLException {
    execute("ROLLBACK");
  }

  long lastSequence() throws SQLException {
    return Long.parseLong(
        rows("SELECT COALESCE(MAX(sequence), 0) FROM ledger_entry").getFirst().strip());
  }

  /** The operations of the entries after a sequence. */
  List<String> operationsAfter(long sequence) throws SQLException {
    return rows("SELECT operation FROM ledger_entry WHERE sequence > " + sequence);
  }

  /** Every row of every table but the ledger's, by table. */
  Map<String, List<String>> state() throws SQLException {
    Map<String, List<String>> state = new TreeMap<>();
    for (String table :
        rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'ledger%'"
                + " AND name NOT LIKE 'sqlite%'")) {
      if (!others.contains(table)) {
        state.put(table, rows("SELECT %s FROM %s".formatted(columns(table), table)));
      }
    }
    return state;
  }

  private String columns(String table) throws SQLException {
    Set<String> own = SERVERS_OWN.get(table);
    if (own == null) {
      return "*";
    }
    List<String> columns = rows("SELECT name FROM pragma_table_info('%s')".formatted(table));
    columns.removeAll(own);
    return String.join(", ", columns);
  }

  /** The kind of each job that runs or is about to. */
  List<String> jobsUnderWay() throws SQLException {
    return rows("SELECT kind FROM jobs WHERE state IN ('QUEUED', 'RUNNING')");
  }

  /** What was destroyed and still takes space. It is freed once a purge ends, or once an hour. */
  List<String> notYetFreed() throws SQLException {
    return rows(
        "SELECT 'content' FROM content_freeing WHERE freed_at IS NULL UNION ALL"
            + " SELECT 'purge' FROM purge_cases WHERE purged_at IS NOT NULL AND freed_at IS NULL");
  }

  private List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : " | ").append(text(result, i));
        }
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String text(ResultSet result, int column) throws SQLException {
    byte[] bytes = result.getBytes(column);
    return result.getObject(column) instanceof byte[]
        ? HexFormat.of().formatHex(bytes)
        : String.valueOf(result.getString(column));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
