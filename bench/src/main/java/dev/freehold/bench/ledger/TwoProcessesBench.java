package dev.freehold.bench.ledger;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.Verification;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Counts durable ledger entries per second on PostgreSQL of 64 writers in two processes, and shows
 * what the server's sessions waited for meanwhile. Once with entries alone, which share
 * transactions, and once with entries in transactions of their own, as acts have that change rows.
 */
public final class TwoProcessesBench {

  private static final int PROCESSES = 2;
  private static final int WRITERS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final long SAMPLE_MILLIS = 50;

  /** How the line of a process begins that says what it counted. */
  private static final String COUNTED = "process ";

  /** How an entry is written. */
  private enum Kind {
    /** By itself; those that come together share a transaction. */
    ALONE,
    /** In a transaction of its own that changes a row of its tenant's too. */
    WITH_AN_ACT
  }

  private TwoProcessesBench() {}

  /**
   * Arguments: the address of an empty database, the user, the password, and how many tenants the
   * entries are of. A process that this one starts has the kind of entries as a fifth.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String... arguments) throws Exception {
    DatabaseSettings.Postgresql settings =
        new DatabaseSettings.Postgresql(arguments[0], arguments[1], arguments[2], 140);
    int tenants = Integer.parseInt(arguments[3]);
    if (arguments.length > 4) {
      write(settings, tenants, Kind.valueOf(arguments[4]));
      return;
    }
    Databases.open(settings, List.of(Ledger.MIGRATIONS)).close();
    execute(settings, "CREATE TABLE IF NOT EXISTS act (id BYTEA PRIMARY KEY, at BIGINT NOT NULL)");
    for (Kind kind : Kind.values()) {
      compare(settings, arguments, kind);
    }
    try (Database database = Databases.open(settings, List.of())) {
      if (!(new Ledger(database, Clock.systemUTC()).verify() instanceof Verification.Intact all)) {
        throw new IllegalStateException("the ledger does not verify");
      }
      System.out.println("verified " + all.entries() + " entries");
    }
  }

  @SuppressWarnings("SystemOut") // The lines are the result.
  private static void compare(DatabaseSettings.Postgresql settings, String[] arguments, Kind kind)
      throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(arguments, kind));
    }
    Map<String, Integer> waits = new TreeMap<>();
    while (processes.stream().anyMatch(Process::isAlive)) {
      sample(settings, waits);
    }
    double perSecond = 0;
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("a process failed: " + said);
      }
      String line = said.lines().filter(each -> each.startsWith(COUNTED)).findFirst().orElseThrow();
      System.out.println(line);
      perSecond += Double.parseDouble(line.split(" ", -1)[1]);
    }
    System.out.printf(
        "%s, %s tenants: %.0f entries/s in all, load %s%n",
        kind, arguments[3], perSecond, Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    int all = Math.max(1, waits.values().stream().mapToInt(Integer::intValue).sum());
    waits.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(6)
        .forEach(
            wait ->
                System.out.printf(
                    "  %5.1f %% of active sessions: %s%n",
                    100.0 * wait.getValue() / all, wait.getKey()));
  }

  private static Process start(String[] arguments, Kind kind) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TwoProcessesBench.class.getName()));
    command.addAll(List.of(arguments));
    command.add(kind.name());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void sample(DatabaseSettings.Postgresql settings, Map<String, Integer> waits)
      throws SQLException, InterruptedException {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 20; i++) {
        try (ResultSet rows =
            statement.executeQuery(
                """
                SELECT COALESCE(wait_event_type || ' ' || wait_event, 'running'),
                  left(regexp_replace(query, '\\s+', ' ', 'g'), 32)
                FROM pg_stat_activity
                WHERE state <> 'idle' AND pid <> pg_backend_pid()
                  AND backend_type = 'client backend'
                """)) {
          while (rows.next()) {
            waits.merge(rows.getString(1) + " in " + rows.getString(2), 1, Integer::sum);
          }
        }
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
      }
    }
  }

  private static void execute(DatabaseSettings.Postgresql settings, String sql)
      throws SQLException {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(DatabaseSettings.Postgresql settings) throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @SuppressWarnings("SystemOut") // The line goes to the process that started this one.
  private static void write(DatabaseSettings.Postgresql settings, int tenants, Kind kind)
      throws InterruptedException, ExecutionException {
    try (Database database = Databases.open(settings, List.of(Ledger.MIGRATIONS))) {
      Ledger ledger = new Ledger(database, Clock.systemUTC());
      Consumer<LedgerEntry> append =
          switch (kind) {
            case ALONE -> ledger::append;
            case WITH_AN_ACT -> entry -> act(database, ledger, entry);
          };
      AppendLoad load = new AppendLoad(WRITERS / PROCESSES, tenants, append);
      AppendLoad.Counted counted;
      // As each server does.
      try (var rounds = Executors.newSingleThreadScheduledExecutor()) {
        var _ = rounds.scheduleWithFixedDelay(ledger::integrate, 1, 1, TimeUnit.SECONDS);
        load.run(WARM_UP);
        counted = load.run(MEASURED);
      }
      System.out.printf(
          Locale.ROOT,
          COUNTED + "%.0f entries/s, p50 %.2f ms, p99 %.2f ms%n",
          counted.perSecond(),
          counted.p50Millis(),
          counted.p99Millis());
    }
  }

  private static void act(Database database, Ledger ledger, LedgerEntry entry) {
    byte[] id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    database.write(
        tx -> {
          tx.createUpdate("INSERT INTO act (id, at) VALUES (:id, 1)").bind("id", id).execute();
          return ledger.append(tx, entry);
        });
  }
}
