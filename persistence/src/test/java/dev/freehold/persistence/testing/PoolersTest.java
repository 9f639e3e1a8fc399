package dev.freehold.persistence.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A PostgreSQL server behind PgBouncer")
@Timeout(120)
class PoolersTest {

  private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");
  private static final Duration START = Duration.ofSeconds(20);

  @TempDir Path folder;
  private DatabaseSettings.Postgresql direct;
  private Process pooler;
  private int port;

  @BeforeEach
  void findPooler() {
    assumeTrue(Files.isExecutable(PGBOUNCER), "needs Debian's pgbouncer");
    direct = (DatabaseSettings.Postgresql) TestDatabases.migrated(Dialect.POSTGRESQL, folder);
    port = Ports.free();
  }

  @AfterEach
  void end() throws InterruptedException {
    if (pooler != null) {
      pooler.destroy();
      assertThat(pooler.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private DatabaseSettings.Postgresql pooled(String mode) throws IOException {
    URI server = URI.create(direct.jdbcUrl().substring("jdbc:".length()));
    String name = server.getPath().substring(1);
    Path configuration = folder.resolve("pgbouncer.ini");
    Files.writeString(
        configuration,
        """
        [databases]
        %s = host=127.0.0.1 port=%d user=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        """
            .formatted(name, server.getPort(), direct.user(), port, mode),
        UTF_8);
    List<String> command = new ArrayList<>(List.of(PGBOUNCER.toString(), "--quiet"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("--user", "nobody"));
    }
    command.add(configuration.toString());
    pooler =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pgbouncer.log").toFile())
            .start();
    awaitListening();
    return new DatabaseSettings.Postgresql(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), direct.user(), "", 4);
  }

  private void awaitListening() throws IOException {
    Instant end = Instant.now().plus(START);
    while (true) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(open.isConnected()).isTrue();
        return;
      } catch (IOException notYet) {
        assertThat(pooler.isAlive()).as(() -> read(folder.resolve("pgbouncer.log"))).isTrue();
        assertThat(Instant.now()).isBefore(end);
        Thread.onSpinWait();
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  @DisplayName("is refused if sessions go from one transaction to the next")
  void refused() throws IOException {
    DatabaseSettings.Postgresql settings = pooled("transaction");
    assertThatThrownBy(() -> Databases.open(settings, List.of()).close())
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.OPEN_FAILED))
        .hasMessageContaining("pool_mode to session");
  }

  @Test
  @DisplayName("is used like the server itself if a connection keeps its session")
  void sessions() throws IOException {
    try (Database database = Databases.open(pooled("session"), List.of())) {
      String isolation =
          database.read(
              tx -> tx.createQuery("SHOW transaction_isolation").mapTo(String.class).one());
      assertThat(isolation).isEqualTo("repeatable read");
      database.ping();
    }
  }
}
