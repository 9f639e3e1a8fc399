package dev.freehold.persistence.testing;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.MigrationSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for one test, behind a relay: it can be killed and started again, stopped as
 * by {@code SIGSTOP}, and cut off.
 */
public final class MortalPostgresql implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final PrivatePostgresql server;
  private final List<String> command;
  private final TcpRelay relay;

  private MortalPostgresql(PrivatePostgresql server) throws IOException {
    this.server = server;
    ProcessHandle.Info postmaster = postmaster().info();
    this.command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // The server does not run as root; to itself it then seems not to.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(postmaster.command().orElseThrow());
    command.addAll(List.of(postmaster.arguments().orElseThrow()));
    this.relay = TcpRelay.to(server.port());
  }

  /** Starts a server. */
  public static MortalPostgresql start() throws IOException {
    return new MortalPostgresql(PrivatePostgresql.start("on"));
  }

  /** A fresh database with tables, reached through the relay. */
  public DatabaseSettings.Postgresql migrated(List<MigrationSet> sets, int maxConnections) {
    DatabaseSettings.Postgresql direct = server.migratedDatabase(sets, maxConnections);
    URI uri = URI.create(direct.jdbcUrl().substring("jdbc:".length()));
    String relayed =
        direct.jdbcUrl().replace(uri.getAuthority(), "127.0.0.1:%d".formatted(relay.port()));
    return new DatabaseSettings.Postgresql(
        relayed, direct.user(), direct.password(), maxConnections);
  }

  /** Stops the processes of the server where they are; connections stay open. */
  public void freeze() throws IOException {
    signal("-STOP");
  }

  /** Lets them go on. */
  public void thaw() throws IOException {
    signal("-CONT");
  }

  /** Drops all that is sent in either direction, or no longer. */
  public void cutOff(boolean isCutOff) {
    relay.swallow(isCutOff);
  }

  /** Kills the processes of the server. */
  public void kill() throws IOException {
    List<ProcessHandle> processes = processes();
    signal("-KILL");
    processes.forEach(process -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
  }

  /** Starts the server again on its files and its port, and waits until it takes connections. */
  public void restart() throws IOException {
    Files.deleteIfExists(server.folder().resolve("postmaster.pid"));
    new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    long end = System.nanoTime() + START.toNanos();
    while (!server.answers()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the server did not start again");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private ProcessHandle postmaster() throws IOException {
    Path pid = server.folder().resolve("postmaster.pid");
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst())).orElseThrow();
  }

  private List<ProcessHandle> processes() throws IOException {
    ProcessHandle postmaster = postmaster();
    // First the one that would start others anew.
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  private void signal(String signal) throws IOException {
    List<String> kill = new ArrayList<>(List.of("kill", signal));
    processes().forEach(process -> kill.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(kill).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server was sent a signal", e);
    }
  }

  @Override
  public void close() {
    relay.close();
    try {
      thaw();
    } catch (IOException e) {
      throw new IllegalStateException("the server could not be let go on", e);
    }
    server.close();
  }
}
