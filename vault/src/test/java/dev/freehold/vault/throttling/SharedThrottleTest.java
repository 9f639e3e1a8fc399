package dev.freehold.vault.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.vault.server.VaultServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The throttles of three nodes on one PostgreSQL")
@Timeout(120)
class SharedThrottleTest {

  private static final int NODES = 3;
  private static final int USES = 1280;
  private static final int MOST = USES + NODES * USES / 64;
  private static final UUID VAULT = UUID.randomUUID();
  private static final UUID SUBSCRIPTION = UUID.randomUUID();

  /** So long that nothing begins anew in a test. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private final List<Database> databases = new ArrayList<>();

  @BeforeEach
  void open(@TempDir Path folder) {
    var settings =
        TestDatabases.migrated(
            Dialect.POSTGRESQL, folder, Ledger.MIGRATIONS, VaultServer.MIGRATIONS);
    for (int node = 0; node < NODES; node++) {
      databases.add(Databases.open(settings, List.of()));
    }
  }

  @AfterEach
  void close() {
    databases.forEach(Database::close);
  }

  private List<VaultThrottle> nodes(Duration interval) {
    ThrottlingSettings settings =
        new ThrottlingSettings(interval, USES, 20, 300, 4000, 1, 2000, 200);
    return databases.stream()
        .map(database -> VaultThrottle.of(settings, database, Clock.systemUTC()))
        .toList();
  }

  private static boolean isAdmitted(VaultThrottle node, UUID vault, Cost cost, int weight) {
    try {
      node.admit(vault, SUBSCRIPTION, cost, UUID.randomUUID()).weighs(cost, weight);
      return true;
    } catch (ThrottledException refused) {
      assertThat(refused.retryAfterSeconds()).isPositive();
      return false;
    }
  }

  @Test
  @DisplayName("admit what one would, a twentieth more or less")
  void together() throws Exception {
    List<VaultThrottle> nodes = nodes(LONG);
    List<Future<Integer>> admitted = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4 * NODES; i++) {
        VaultThrottle node = nodes.get(i % NODES);
        admitted.add(threads.submit(() -> creationsAndOthers(node)));
      }
    }
    int others = 0;
    for (Future<Integer> each : admitted) {
      others += each.get();
    }
    // The vault's and the subscription's limit are the same here, so that a node can be left with a
    // part of the one when the other has ended.
    int parts = NODES * 4000 / 64;
    assertThat(others).isBetween(4000 - parts, 4000 + parts);
  }

  private static int creationsAndOthers(VaultThrottle node) {
    int admitted = 0;
    for (int i = 0; i < 1000; i++) {
      admitted += isAdmitted(node, VAULT, Cost.OTHER, 1) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  @DisplayName("make as many keys as one would, however heavy each is")
  void creations() {
    List<VaultThrottle> nodes = nodes(LONG);
    int made = 0;
    for (int i = 0; i < 60; i++) {
      made += isAdmitted(nodes.get(i % NODES), VAULT, Cost.CREATION, 2) ? 1 : 0;
    }
    assertThat(made).isEqualTo(10);
  }

  @Test
  @DisplayName("keep a reserve for callers who use little, which is as large as the vault's limit")
  void reserve() {
    List<VaultThrottle> nodes = nodes(LONG);
    int admitted = 0;
    for (int i = 0; i < 3 * USES; i++) {
      admitted += isAdmitted(nodes.get(i % NODES), VAULT, Cost.USE, 1) ? 1 : 0;
    }
    assertThat(admitted).isBetween(2 * USES, 2 * MOST);
  }

  @Test
  @DisplayName("limit the vaults of a subscription together")
  void subscription() {
    List<VaultThrottle> nodes = nodes(LONG);
    int admitted = 0;
    for (int i = 0; i < 6000; i++) {
      UUID vault = i % 2 == 0 ? VAULT : SUBSCRIPTION;
      admitted += isAdmitted(nodes.get(i % NODES), vault, Cost.OTHER, 1) ? 1 : 0;
    }
    assertThat(admitted).isBetween(4000, 4000 + NODES * 4000 / 64);
  }

  @Test
  @DisplayName("admit again when the interval is over")
  void anew() {
    List<VaultThrottle> nodes = nodes(Duration.ofSeconds(1));
    for (int round = 0; round < 2; round++) {
      VaultThrottle node = nodes.get(round);
      while (!isAdmitted(node, VAULT, Cost.CREATION, 1)) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      while (isAdmitted(node, VAULT, Cost.CREATION, 1)) {
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest
  @DisplayName("are starved by no row of somebody else's or of a server whose clock was ahead")
  @ValueSource(
      strings = {
        "ends_at = 9223372036854775807, granted = 20",
        "ends_at = ends_at + 3600000, granted = 20",
        "granted = -9223372036854775808"
      })
  void changedRow(String change) {
    List<VaultThrottle> nodes = nodes(LONG);
    assertThat(isAdmitted(nodes.getFirst(), VAULT, Cost.CREATION, 20)).isTrue();
    int changed = databases.getFirst().write(tx -> tx.execute("UPDATE vault_grants SET " + change));
    assertThat(changed).isPositive();
    int made = 0;
    for (int i = 0; i < 60; i++) {
      made += isAdmitted(nodes.get(1), VAULT, Cost.CREATION, 1) ? 1 : 0;
    }
    assertThat(made).isEqualTo(20);
  }

  @Test
  @DisplayName("refuse what is full by a row that no addition to it could tell")
  void fullRow() {
    List<VaultThrottle> nodes = nodes(LONG);
    assertThat(isAdmitted(nodes.getFirst(), VAULT, Cost.CREATION, 20)).isTrue();
    int changed =
        databases
            .getFirst()
            .write(tx -> tx.execute("UPDATE vault_grants SET granted = 9223372036854775807"));
    assertThat(changed).isPositive();
    assertThat(isAdmitted(nodes.get(1), VAULT, Cost.CREATION, 1)).isFalse();
  }

  @Test
  @DisplayName("get back what was not done after all")
  void givenBack() {
    VaultThrottle node = nodes(LONG).getFirst();
    for (int i = 0; i < 100; i++) {
      node.admit(VAULT, SUBSCRIPTION, Cost.CREATION, UUID.randomUUID()).giveBack();
    }
    assertThat(isAdmitted(node, VAULT, Cost.CREATION, 1)).isTrue();
  }

  @Test
  @DisplayName("count alone for as long as their database is away")
  void alone() {
    VaultThrottle node = nodes(LONG).getFirst();
    databases.getFirst().close();
    int made = 0;
    for (int i = 0; i < 60; i++) {
      made += isAdmitted(node, VAULT, Cost.CREATION, 1) ? 1 : 0;
    }
    assertThat(made).isEqualTo(20);
  }
}
