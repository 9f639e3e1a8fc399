package dev.freehold.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freehold.persistence.testing.AwakeTime;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.persistence.testing.TcpRelay;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Makes each cause in the table of {@code docs/operate/monitoring.md}, and measures how long it is
 * until {@code /readyz} and {@code /health} say so. {@code DeadDatabaseTest} does it with a
 * PostgreSQL that is killed, stopped and cut off.
 */
@DisplayName("Within five seconds a server says that")
@Isolated("it measures time or memory")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadinessCausesTest {

  /** Five seconds are promised; a machine that builds has other things to do. */
  private static final Duration KNOWN = Duration.ofSeconds(6);

  private static final List<String> SERVICE = List.of("get", "wrapKey", "unwrapKey");

  private Path data;
  private boolean isMounted;
  private TcpRelay vaults;
  private FreeholdServer server;
  private TestTenant tenant;

  /** Makes a cause, or ends it. */
  @FunctionalInterface
  private interface Act {
    void run() throws Exception;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    isMounted = run("mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", data.toString());
    int vaultPort = Ports.free();
    vaults = TcpRelay.to(vaultPort);
    server =
        TestServer.start(
            data.resolve("server"),
            Clock.systemUTC(),
            Map.of(
                "vault.port",
                Integer.toString(vaultPort),
                "vault.public-port",
                Integer.toString(vaults.port()),
                "keys.lease-seconds",
                "1",
                "keys.vault-timeout-seconds",
                "1"));
    tenant = TestTenant.create(server, "contoso");
    server.vaults();
    awaitReady();
  }

  @AfterAll
  void stop() throws Exception {
    tenant.close();
    server.close();
    vaults.close();
    if (isMounted) {
      // Lazily: this JVM may go on using the native library that was unpacked there.
      assertThat(run("umount", "--lazy", data.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  /** What the process is to know: it asks the vaults, if its lease is over. */
  private String askForKey() throws IOException {
    return tenant
        .client()
        .get("/api/v1/policies/" + tenant.policyId() + "/key-access")
        .path("code")
        .asText();
  }

  @Test
  @DisplayName("one vault is silent, and stays in its load balancer")
  void oneRootSilent() throws Exception {
    shows(Cause.ROOT_SILENT, () -> vaults.swallowTo("contoso-vault-b"), () -> vaults.swallowTo(""));
  }

  @Test
  @DisplayName("both vaults of a policy are silent, and stays in its load balancer")
  void bothRootsSilent() throws Exception {
    shows(Cause.ROOTS_SILENT, () -> vaults.swallow(true), () -> vaults.swallow(false));
  }

  @Test
  @DisplayName("one vault refuses when it is asked, though the other agrees, and is ready")
  void oneRootRefuses() throws Exception {
    tenant.permit("a", false, SERVICE);
    try {
      long start = System.nanoTime();
      // Which of the two it asks is left to chance.
      while (!causes().contains(Cause.ROOT_REFUSED.code())) {
        assertThat(since(start)).isLessThan(Duration.ofSeconds(30));
        askForKey();
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      assertThat(readyz()).isEqualTo(200);
    } finally {
      tenant.permit("a", true, SERVICE);
    }
    awaitReady();
  }

  @Test
  @DisplayName("a tenant's vaults refuse, and is ready")
  void refused() throws Exception {
    shows(
        Cause.ROOT_REFUSED,
        () -> {
          tenant.permit("a", false, SERVICE);
          tenant.permit("b", false, SERVICE);
        },
        () -> {
          tenant.permit("a", true, SERVICE);
          tenant.permit("b", true, SERVICE);
        });
  }

  @Test
  @DisplayName("its database does not answer, and leaves its load balancer")
  void database() throws Exception {
    try (Connection other = sqlite("freehold.db")) {
      shows(
          Cause.DATABASE_DOWN,
          () -> execute(other, "BEGIN IMMEDIATE"),
          () -> execute(other, "ROLLBACK"));
    }
  }

  @Test
  @DisplayName("the availability database does not answer, and leaves its load balancer")
  void availabilityDatabase() throws Exception {
    try (Connection other = sqlite("availability.db")) {
      shows(
          Cause.AVAILABILITY_DATABASE_DOWN,
          () -> execute(other, "BEGIN IMMEDIATE"),
          () -> execute(other, "ROLLBACK"));
    }
  }

  @Test
  @DisplayName("blobs cannot be had, and leaves its load balancer")
  void blobs() throws Exception {
    Path blobs = data.resolve("server/blobs");
    Path aside = data.resolve("aside");
    shows(Cause.BLOB_STORE_DOWN, () -> Files.move(blobs, aside), () -> Files.move(aside, blobs));
  }

  @Test
  @DisplayName("its disk is full, and stays in its load balancer")
  void disk() throws Exception {
    assumeTrue(isMounted, "a small file system cannot be mounted here");
    Path ballast = data.resolve("ballast");
    shows(Cause.DISK_FULL, () -> fill(ballast), () -> Files.delete(ballast));
  }

  @Test
  @DisplayName("the ledger takes no entry, and stays in its load balancer")
  void ledger() throws Exception {
    try (Connection other = sqlite("freehold.db")) {
      shows(
          Cause.LEDGER_NOT_WRITABLE,
          () ->
              execute(
                  other,
                  "CREATE TRIGGER ledger_is_stuck BEFORE INSERT ON ledger_entry"
                      + " BEGIN SELECT RAISE(ABORT, 'the ledger takes nothing'); END"),
          () -> execute(other, "DROP TRIGGER ledger_is_stuck"));
    }
  }

  private Connection sqlite(String file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("server").resolve(file));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute(sql);
    }
  }

  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(Files.size(ballast)).isPositive();
    }
  }

  private void shows(Cause cause, Act make, Act end) throws Exception {
    make.run();
    try {
      letItHear(cause);
      long heard = AwakeTime.nanos();
      while (!Monitoring.causes(server.metricsUri()).contains(cause.code())) {
        assertThat(AwakeTime.since(heard)).as(cause.code()).isLessThan(KNOWN);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      while (readyz() != cause.readiness().status()) {
        assertThat(AwakeTime.since(heard)).as(cause.code()).isLessThan(KNOWN);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      assertThat(AwakeTime.since(heard)).isLessThan(KNOWN);
      assertThat(Monitoring.get(server.metricsUri(), "/livez").statusCode()).isEqualTo(200);
    } finally {
      end.run();
    }
    awaitReady();
  }

  /** What nobody tells the process it does not know: somebody wants something from it. */
  private void letItHear(Cause cause) throws IOException {
    switch (cause) {
      case ROOT_REFUSED -> awaitAnswer("key-access-refused");
      case ROOT_SILENT, ROOTS_SILENT -> {
        // Two leases, because the first may have begun before.
        for (int i = 0; i < 4; i++) {
          askForKey();
          LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
        }
      }
      case LEDGER_NOT_WRITABLE -> {
        try {
          tenant.client().put("/api/v1/silence-bound", Map.of("bound", "12h"));
        } catch (ApiRefusedException refused) {
          assertThat(refused.code()).isEqualTo("ledger-unavailable");
        }
      }
      case DISK_FULL, AVAILABILITY_DATABASE_DOWN, BLOB_STORE_DOWN, DATABASE_DOWN -> {}
    }
  }

  private void awaitAnswer(String code) throws IOException {
    long start = System.nanoTime();
    while (!askForKey().equals(code)) {
      assertThat(since(start)).as(code).isLessThan(Duration.ofSeconds(20));
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private int readyz() throws IOException {
    return Monitoring.get(server.metricsUri(), "/readyz").statusCode();
  }

  private void awaitReady() throws IOException {
    long start = System.nanoTime();
    List<String> causes = causes();
    while (!causes.isEmpty() || readyz() != 200) {
      assertThat(since(start)).as("%s", causes).isLessThan(Duration.ofSeconds(30));
      try {
        askForKey();
      } catch (ApiRefusedException notYet) {
        // It is what the next look is for.
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      causes = causes();
    }
  }

  private List<String> causes() {
    try {
      return Monitoring.causes(server.metricsUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
