package dev.freehold.persistence.testing;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.opening.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server of our own on a free port; also root may start it. */
final class PrivatePostgresql implements AutoCloseable {

  private static final String USER = "postgres";
  private static final int STOP_SECONDS = 60;

  private final EmbeddedPostgres server;
  private final Path folder;

  /** By migrations, the name of the database in which they have run. */
  private final Map<List<MigrationSet>, String> migrated = new ConcurrentHashMap<>();

  private PrivatePostgresql(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** The server of this JVM, started when first asked for, ended with the JVM. */
  static PrivatePostgresql shared() {
    return Shared.SERVER;
  }

  /**
   * Starts a server.
   *
   * @param fsync {@code on} or {@code off}
   */
  static PrivatePostgresql start(String fsync) {
    try {
      Path folder = Folders.quick("freehold-postgresql");
      return new PrivatePostgresql(builder(folder, fsync).start(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the private PostgreSQL server did not start", e);
    }
  }

  /** Starts it again in the same folder, as a standby that waits for what no primary sends. */
  PrivatePostgresql restartAsStandby() {
    try {
      server.close();
      Files.createFile(folder.resolve("standby.signal"));
      return new PrivatePostgresql(builder(folder, "on").start(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the private PostgreSQL server did not start again", e);
    }
  }

  private static EmbeddedPostgres.Builder builder(Path folder, String fsync) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder)
        .setPort(Ports.free())
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", fsync)
        .setServerConfig("shared_buffers", "32MB")
        .setRegisterShutdownHook(false);
  }

  /** The database that every server has. */
  DatabaseSettings.Postgresql ownDatabase(int maxConnections) {
    return settings("postgres", maxConnections);
  }

  /** Makes an empty database. */
  DatabaseSettings.Postgresql freshDatabase(int maxConnections) {
    String name = freshName();
    create("CREATE DATABASE " + name);
    return settings(name, maxConnections);
  }

  /** Makes a database that is as if these migrations had just run on it. */
  DatabaseSettings.Postgresql migratedDatabase(List<MigrationSet> sets, int maxConnections) {
    String template =
        migrated.computeIfAbsent(
            sets,
            wanted -> {
              String made = freshName();
              create("CREATE DATABASE " + made);
              Databases.open(settings(made, maxConnections), wanted).close();
              return made;
            });
    String name = freshName();
    create("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    return settings(name, maxConnections);
  }

  /** Where its files are. */
  Path folder() {
    return folder;
  }

  /** Where it listens, on the loopback address. */
  int port() {
    return server.getPort();
  }

  /** Whether it takes a connection now. */
  boolean answers() {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static String freshName() {
    return "test_" + UUID.randomUUID().toString().replace('-', '_');
  }

  private void create(String statement) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var create = connection.createStatement()) {
      create.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server refused a new database", e);
    }
  }

  private DatabaseSettings.Postgresql settings(String name, int maxConnections) {
    return new DatabaseSettings.Postgresql(server.getJdbcUrl(USER, name), USER, "", maxConnections);
  }

  /**
   * Stops it at once and deletes its files. An orderly stop flushes everything first, which takes
   * longer than the JVM may take to end when the machine is busy.
   */
  @Override
  public void close() {
    if (Files.notExists(folder)) {
      return;
    }
    try {
      // The first line; the process that started it is gone.
      String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
      new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
      Optional<ProcessHandle> postmaster = ProcessHandle.of(Long.parseLong(pid));
      if (postmaster.isPresent()) {
        postmaster.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      }
      Folders.delete(folder);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the private PostgreSQL server did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Shared {
    static final PrivatePostgresql SERVER = start("on");

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "stop-postgresql"));
    }
  }
}
