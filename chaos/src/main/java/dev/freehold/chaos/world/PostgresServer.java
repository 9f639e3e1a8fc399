package dev.freehold.chaos.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One PostgreSQL on its machine. */
final class PostgresServer {

  static final int PORT = 5432;

  private static final Duration FINDS_OTHERS_WITHIN = Duration.ofSeconds(20);

  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

  /** On small machines, with disks that are memory. */
  private static final String SETTINGS =
      """
      listen_addresses = '*'
      unix_socket_directories = ''
      max_connections = 120
      shared_buffers = 32MB
      wal_keep_size = 256MB
      wal_sender_timeout = 4s
      wal_receiver_timeout = 4s
      wal_retrieve_retry_interval = 500ms
      hot_standby = on
      synchronous_commit = on
      tcp_keepalives_idle = 5
      tcp_keepalives_interval = 2
      tcp_keepalives_count = 3
      """;

  private final Machine machine;
  private final Path folder;
  private final Path data;
  private final MachineProcess process;

  PostgresServer(Machine machine, Path folder, Path log) {
    this.machine = machine;
    this.folder = folder;
    this.data = folder.resolve("data");
    this.process =
        new MachineProcess(
            machine,
            asPostgres(program("postgres"), "-D", data.toString()),
            Map.of(),
            log,
            "ready to accept");
  }

  MachineProcess process() {
    return process;
  }

  /** Makes an empty server. */
  void initialise() {
    makeFolder();
    run(program("initdb"), "-D", data.toString(), "-U", "postgres", "-A", "trust", "--no-sync");
    try {
      Files.writeString(data.resolve("postgresql.conf"), SETTINGS);
      String machines = Machine.network();
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "host all all %s trust%nhost replication all %s trust%n".formatted(machines, machines));
    } catch (IOException e) {
      throw new WorldException("PostgreSQL cannot be set up", e);
    }
  }

  /** Makes a standby of another one, from its beginning. */
  void copyOf(Machine other) {
    makeFolder();
    // A machine whose cable was just plugged in does not find others at once.
    if (!Patience.until(() -> hears(other), FINDS_OTHERS_WITHIN)) {
      throw new WorldException(machine + " does not find PostgreSQL on " + other);
    }
    run(
        program("pg_basebackup"),
        "-d",
        "host=%s port=%d user=postgres application_name=%s"
            .formatted(other.address(), PORT, machine.name().toLowerCase(Locale.ROOT)),
        "-D",
        data.toString(),
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "--no-sync");
  }

  private boolean hears(Machine other) {
    try {
      run(
          program("pg_isready"),
          "-q",
          "-h",
          other.address(),
          "-p",
          Integer.toString(PORT),
          "-t",
          "2");
      return true;
    } catch (WorldException unreachable) {
      return false;
    }
  }

  /** Makes a primary of a standby. */
  void promote() {
    run(program("pg_ctl"), "-D", data.toString(), "-w", "promote");
  }

  boolean hasStandby() {
    return number("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") > 0;
  }

  /** Has commits wait for the standby, or no longer. */
  void waitForStandby(boolean waits) {
    execute("ALTER SYSTEM SET synchronous_standby_names = '%s'".formatted(waits ? "*" : ""));
    execute("SELECT pg_reload_conf()");
  }

  /** Commits something, so that all that was committed before has reached the standby too. */
  void commitOnce() {
    if (!Patience.until(
        () -> number("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") > 0,
        Duration.ofSeconds(2))) {
      throw new WorldException("the standby is not synchronous yet");
    }
    execute("SELECT pg_logical_emit_message(true, 'chaos', 'all')");
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new WorldException(machine + ": " + sql, e);
    }
  }

  private long number(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    } catch (SQLException e) {
      throw new WorldException(machine + ": " + sql, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/postgres?user=postgres&connectTimeout=2&socketTimeout=4"
            .formatted(machine.address(), PORT));
  }

  private void makeFolder() {
    try {
      if (Files.exists(data)) {
        try (Stream<Path> all = Files.walk(data)) {
          for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new WorldException("no folder for PostgreSQL", e);
    }
    HostCommand.run("chown", "postgres:", folder.toString());
  }

  private void run(String... command) {
    HostCommand.run(HostCommand.at(machine, asPostgres(command)));
  }

  /** PostgreSQL does not run as root. */
  private static List<String> asPostgres(String... command) {
    List<String> whole =
        new ArrayList<>(
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"));
    whole.addAll(List.of(command));
    return whole;
  }

  private static String program(String name) {
    try (Stream<Path> versions = Files.list(PROGRAMS)) {
      return versions
          .map(version -> version.resolve("bin").resolve(name))
          .filter(Files::isExecutable)
          .max(Comparator.comparing(Path::toString))
          .map(Path::toString)
          .orElseThrow(() -> new WorldException("there is no PostgreSQL below " + PROGRAMS));
    } catch (IOException e) {
      throw new WorldException("there is no PostgreSQL below " + PROGRAMS, e);
    }
  }
}
