package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.AwakeTime;
import dev.freehold.persistence.testing.MortalPostgresql;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@DisplayName("A PostgreSQL database whose server is dead")
@Isolated("it measures time or memory")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadPostgresqlTest {

  /** Two seconds are promised; a machine that builds has other things to do. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private static final Duration RECOVERY = Duration.ofSeconds(15);
  private static final int CLIENTS = 24;

  private MortalPostgresql server;
  private Database database;

  @FunctionalInterface
  private interface Act {
    void run() throws IOException;
  }

  /** What a client heard that asks again and again, and after which time, but for stand-stills. */
  private record Heard(PersistenceError error, Duration after) {}

  @BeforeAll
  void start() throws IOException {
    server = MortalPostgresql.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    database = Databases.open(server.migrated(List.of(Notes.MIGRATIONS), 8), List.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("fault67: a killed server is answered for in time, under load, and comes back")
  void fault67_killed() throws Exception {
    diesAndComesBack(server::kill, server::restart);
  }

  @Test
  @DisplayName("fault67: so is one that is stopped and keeps its connections open")
  void fault67_stopped() throws Exception {
    diesAndComesBack(server::freeze, server::thaw);
  }

  @Test
  @DisplayName("fault67: so is one behind a network that drops everything")
  void fault67_cutOff() throws Exception {
    diesAndComesBack(() -> server.cutOff(true), () -> server.cutOff(false));
  }

  @Test
  @DisplayName("a call that takes long is not mistaken for a dead server")
  void slow() {
    long start = System.nanoTime();
    database.read(
        handle -> handle.createQuery("SELECT pg_sleep(3)::text").mapTo(String.class).one());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
  }

  private void diesAndComesBack(Act die, Act comeBack) throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    List<Future<List<Heard>>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        boolean writes = client % 2 == 0;
        clients.add(threads.submit(client(writes, isOver)));
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      die.run();
      LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
      assertThat(once(() -> database.write(h -> Notes.insert(h, "dead"))).error())
          .isEqualTo(PersistenceError.UNREACHABLE);
      comeBack.run();
      long back = System.nanoTime();
      while (once(() -> database.write(h -> Notes.insert(h, "back"))).error() != null) {
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(RECOVERY);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
      isOver.set(true);
    }
    List<Heard> all = new ArrayList<>();
    for (Future<List<Heard>> client : clients) {
      all.addAll(client.get());
    }
    assertThat(all).isNotEmpty();
    assertThat(all)
        .extracting(Heard::error)
        .isSubsetOf(PersistenceError.UNREACHABLE, PersistenceError.COMMIT_UNKNOWN)
        .contains(PersistenceError.UNREACHABLE);
    assertThat(all)
        .allSatisfy(heard -> assertThat(heard.after()).as("%s", heard.error()).isLessThan(ANSWER));
  }

  private Callable<List<Heard>> client(boolean writes, AtomicBoolean isOver) {
    return () -> {
      List<Heard> failures = new ArrayList<>();
      while (!isOver.get()) {
        Heard heard =
            once(
                writes
                    ? () -> database.write(h -> Notes.insert(h, "a"))
                    : () -> database.read(h -> h.createQuery("SELECT 1").mapTo(int.class).one()));
        if (heard.error() != null) {
          failures.add(heard);
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return failures;
    };
  }

  private Heard once(Runnable call) {
    long start = AwakeTime.nanos();
    PersistenceError error = null;
    try {
      call.run();
    } catch (PersistenceException failed) {
      error = failed.error();
    }
    return new Heard(error, AwakeTime.since(start));
  }
}
