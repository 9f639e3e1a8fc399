package dev.freehold.persistence.testing;

import dev.freehold.persistence.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PostgreSQL server of our own on an ephemeral port; also root may start it. */
final class PrivatePostgresql implements AutoCloseable {

  private static final String USER = "postgres";
  private static final int STOP_SECONDS = 10;

  private final EmbeddedPostgres server;
  private final Path folder;

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
      Path folder = Files.createTempDirectory("freehold-postgresql");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setServerConfig("fsync", fsync)
              .setServerConfig("shared_buffers", "32MB")
              .setRegisterShutdownHook(false)
              .start();
      return new PrivatePostgresql(server, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the private PostgreSQL server did not start", e);
    }
  }

  /** Makes an empty database. */
  DatabaseSettings.Postgresql freshDatabase(int maxConnections) {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server refused a new database", e);
    }
    return new DatabaseSettings.Postgresql(server.getJdbcUrl(USER, name), USER, "", maxConnections);
  }

  /**
   * Stops it at once and deletes its files. An orderly stop flushes everything first, which takes
   * longer than the JVM may take to end when the machine is busy.
   */
  @Override
  public void close() {
    try {
      // The first line; the process that started it is gone.
      String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
      new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
      Optional<ProcessHandle> postmaster = ProcessHandle.of(Long.parseLong(pid));
      if (postmaster.isPresent()) {
        postmaster.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      }
      delete(folder);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the private PostgreSQL server did not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  private static final class Shared {
    static final PrivatePostgresql SERVER = start("on");

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "stop-postgresql"));
    }
  }
}
