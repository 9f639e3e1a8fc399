package dev.freehold.custody.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.testing.ManualClock;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Bounds on sign-ins of two nodes on one PostgreSQL")
class SharedAttemptsTest {

  private static final String HERE = "192.0.2.7";

  private final ManualClock clock = new ManualClock();
  private final List<Database> databases = new ArrayList<>();
  private final List<SignInBounds> nodes = new ArrayList<>();

  @BeforeEach
  void open(@TempDir Path folder) {
    var settings =
        TestDatabases.migrated(
            Dialect.POSTGRESQL, folder, Ledger.MIGRATIONS, CustodyMigrations.CUSTODY);
    for (int node = 0; node < 2; node++) {
      Database database = Databases.open(settings, List.of());
      databases.add(database);
      nodes.add(
          new SignInBounds(
              AttemptCounts.of(database, clock, CustodyLimits.SIGN_IN_WINDOW), "password"));
    }
  }

  @AfterEach
  void close() {
    databases.forEach(Database::close);
  }

  private static boolean isTaken(SignInBounds node, String account, String address) {
    try {
      node.take(account, address);
      return true;
    } catch (CustodyException refused) {
      return false;
    }
  }

  /** How many of the tries are let in, by turns on both nodes. */
  private int taken(int tries, String account, String address) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += isTaken(nodes.get(i % 2), account, address.formatted(i)) ? 1 : 0;
    }
    return taken;
  }

  @Test
  @DisplayName("allow no more than those of one node, of a network and of an account")
  void together() {
    assertThat(taken(30, "marta", HERE)).isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK);
    assertThat(taken(100, "nora", "198.51.100.%d"))
        .isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT);
  }

  @Test
  @DisplayName("allow no more when many come at once")
  void atOnce() throws Exception {
    List<Future<Boolean>> tries = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        SignInBounds node = nodes.get(i % 2);
        tries.add(threads.submit(() -> isTaken(node, "marta", HERE)));
      }
    }
    int taken = 0;
    for (Future<Boolean> one : tries) {
      taken += one.get() ? 1 : 0;
    }
    assertThat(taken).isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_FROM_NETWORK);
  }

  @Test
  @DisplayName("end with their window, and what is refused counts nowhere")
  void window() {
    taken(30, "marta", HERE);
    assertThat(taken(10, "nora", HERE)).isEqualTo(10);
    pass(CustodyLimits.SIGN_IN_WINDOW);
    assertThat(isTaken(nodes.getLast(), "marta", HERE)).isTrue();
  }

  @Test
  @DisplayName("end no sooner on a node whose clock is ahead")
  void clockAhead() {
    taken(30, "marta", HERE);
    nodes.getFirst().take("nora", HERE).succeeded();
    clock.advance(Duration.ofDays(30));
    assertThat(isTaken(nodes.getLast(), "marta", HERE)).isFalse();
    assertThat(isTaken(nodes.getLast(), "nora", HERE)).isTrue();
  }

  /** For the database, whose clock nobody sets here, so much time passes. */
  private void pass(Duration time) {
    databases
        .getFirst()
        .write(
            tx ->
                tx.createUpdate("UPDATE sign_in_attempts SET ends_at = ends_at - :time")
                    .bind("time", time.toMillis())
                    .execute());
  }

  @Test
  @DisplayName("let in on either node who signed in from there of late, whatever strangers do")
  void success() {
    nodes.getFirst().take("marta", HERE).succeeded();
    assertThat(taken(100, "marta", "198.51.100.%d"))
        .isEqualTo(CustodyLimits.MAX_FAILED_SIGN_INS_OF_ACCOUNT);
    assertThat(isTaken(nodes.getLast(), "marta", HERE)).isTrue();
    assertThat(isTaken(nodes.getLast(), "marta", "203.0.113.9")).isFalse();
  }

  @Test
  @DisplayName("keep no rows whose time is over")
  void clean() {
    taken(100, "nora", "198.51.100.%d");
    pass(Duration.ofDays(8));
    for (int i = 0; i < 1_000; i++) {
      isTaken(nodes.getFirst(), "marta" + i / 20, HERE);
      pass(Duration.ofMinutes(1));
    }
    assertThat(rows()).isLessThan(200);
  }

  private long rows() {
    return databases
        .getFirst()
        .read(
            tx -> tx.createQuery("SELECT COUNT(*) FROM sign_in_attempts").mapTo(Long.class).one());
  }

  @Test
  @DisplayName("keep those with the most attempts if there are too many")
  void full() {
    AttemptCounts few = new SharedAttempts(databases.getFirst(), CustodyLimits.SIGN_IN_WINDOW, 50);
    List<AttemptCounts.Bound> victim = List.of(new AttemptCounts.Bound("account", 3, "marta"));
    for (int i = 0; i < 3; i++) {
      assertThat(few.take(victim)).isTrue();
    }
    few.succeeded("password", "marta here", CustodyLimits.SIGN_IN_REMEMBERED);
    for (int i = 0; i < 1_000; i++) {
      assertThat(few.take(List.of(new AttemptCounts.Bound("account", 3, "name" + i)))).isTrue();
    }
    assertThat(few.take(victim)).isFalse();
    assertThat(few.hasSucceeded("password", "marta here")).isTrue();
    assertThat(rows()).isBetween(50L, 600L);
  }
}
