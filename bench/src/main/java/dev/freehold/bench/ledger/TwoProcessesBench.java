package dev.freehold.bench.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.bench.ProcStat;
import dev.freehold.bench.postgresql.DurableServer;
import dev.freehold.bench.postgresql.SessionWaits;
import dev.freehold.bench.postgresql.Spent;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.Verification;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Counts durable ledger entries per second on PostgreSQL of 64 writers in two processes, and shows
 * what an entry costs and what the server's sessions waited for meanwhile. Once with entries alone,
 * which share transactions, and once with entries in transactions of their own, as acts have that
 * change rows. The server must be on this machine and the user a superuser.
 */
public final class TwoProcessesBench {

  private static final int PROCESSES = 2;
  private static final int WRITERS = 64;
  private static final int TENANTS = 8;
  private static final int CONNECTIONS = 100;
  private static final int ARGUMENTS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  /** How the line of a process begins that says what it counted. */
  private static final String COUNTED = "process ";

  /** What it says before that. */
  private static final String READY = "ready";

  /** How an entry is written. */
  private enum Kind {
    /** By itself; those that come together share a transaction. */
    ALONE,
    /** In a transaction of its own that changes a row of its tenant's too. */
    WITH_AN_ACT
  }

  private TwoProcessesBench() {}

  /**
   * Takes a folder for a PostgreSQL server of its own; or the address of an empty database, the
   * user, the password and how many tenants the entries are of. A process that this one starts has
   * the kind of entries as a fifth; when it is ready, it is told when to begin to count.
   */
  public static void main(String... arguments) throws Exception {
    if (arguments.length == 1) {
      Path folder = Files.createTempDirectory(Path.of(arguments[0]), "two-processes");
      try (EmbeddedPostgres server = DurableServer.start(folder)) {
        String user = DurableServer.USER;
        compare(server.getJdbcUrl(user, user), user, "trusted", Integer.toString(TENANTS));
      }
    } else if (arguments.length == ARGUMENTS) {
      compare(arguments);
    } else {
      write(settings(arguments), Integer.parseInt(arguments[3]), Kind.valueOf(arguments[4]));
    }
  }

  private static DatabaseSettings.Postgresql settings(String... arguments) {
    return new DatabaseSettings.Postgresql(arguments[0], arguments[1], arguments[2], CONNECTIONS);
  }

  @SuppressWarnings("SystemOut")
  private static void compare(String... arguments) throws Exception {
    DatabaseSettings.Postgresql settings = settings(arguments);
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
    for (Process process : processes) {
      // Behind what it logs.
      if (process.inputReader().lines().noneMatch(READY::equals)) {
        throw new IllegalStateException("a process ended before it was ready");
      }
    }
    long start = System.currentTimeMillis() + WARM_UP.toMillis();
    for (Process process : processes) {
      process.outputWriter().append(Long.toString(start)).append('\n').flush();
    }
    SessionWaits waits = new SessionWaits();
    Spent spent;
    try (Connection connection = connect(settings)) {
      TimeUnit.MILLISECONDS.sleep(start - System.currentTimeMillis());
      Spent before = Spent.now(connection, processes);
      while (System.currentTimeMillis() < start + MEASURED.toMillis()) {
        waits.sample(connection);
      }
      spent = Spent.now(connection, processes).since(before);
    }
    double perSecond = 0;
    for (Process process : processes) {
      String said = process.inputReader().lines().collect(Collectors.joining("\n"));
      if (process.waitFor() != 0) {
        throw new IllegalStateException("a process failed: " + said);
      }
      String line = said.lines().filter(each -> each.startsWith(COUNTED)).findFirst().orElseThrow();
      System.out.println(line);
      perSecond += Double.parseDouble(line.split(" ", -1)[1]);
    }
    double entries = perSecond * MEASURED.toSeconds();
    System.out.printf(
        "%s, %s tenants: %.0f entries/s in all, load %s%n",
        kind, arguments[3], perSecond, ProcStat.load());
    System.out.printf(
        "  an entry: %.0f us of processor in the server, %.0f in the two processes; %.0f bytes of"
            + " WAL, %.3f transactions%n",
        spent.serverMicros() / entries,
        spent.clientMicros() / entries,
        spent.walBytes() / entries,
        spent.commits() / entries);
    if (spent.statements() > 0) {
      System.out.printf("  %.2f statements of an entry%n", spent.statements() / entries);
    }
    waits.print();
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
      throws IOException, InterruptedException, ExecutionException {
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
        System.out.println(READY);
        long start =
            Long.parseLong(new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine());
        load.run(Duration.ofMillis(start - System.currentTimeMillis()));
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
