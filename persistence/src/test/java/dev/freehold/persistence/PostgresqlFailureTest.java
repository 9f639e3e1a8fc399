package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.persistence.testing.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A PostgreSQL database")
@Timeout(60)
class PostgresqlFailureTest {

  @TempDir Path folder;
  private DatabaseSettings.Postgresql settings;
  private Database database;

  @BeforeEach
  void open() {
    settings = (DatabaseSettings.Postgresql) TestDatabases.settings(Dialect.POSTGRESQL, folder);
    database = Databases.open(settings, List.of(Notes.MIGRATIONS));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void assertFails(PersistenceError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PersistenceException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  private static String setting(Handle handle, String name) {
    return handle.createQuery("SHOW " + name).mapTo(String.class).one();
  }

  @Test
  void endsTransactionsOfWritersThatAreStopped() {
    String name = "idle_in_transaction_session_timeout";
    String writers = database.write(handle -> setting(handle, name));
    assertThat(writers).isEqualTo(PersistenceLimits.IDLE_IN_TRANSACTION_SECONDS + "s");
    String readers = database.read(handle -> setting(handle, name));
    assertThat(readers).isEqualTo("0");
  }

  @Test
  void commitsSynchronouslyEvenIfTheServerIsSetUpNotTo() {
    String serverDefault =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'")
                    .mapTo(String.class)
                    .one());
    assertThat(serverDefault).isEqualTo("off");
    String ours = database.write(handle -> setting(handle, "synchronous_commit"));
    assertThat(ours).isEqualTo("on");
    String level = database.write(handle -> setting(handle, "transaction_isolation"));
    assertThat(level).isEqualTo("read committed");
  }

  @Test
  void goesOnAfterItsConnectionWasLost() {
    assertFails(PersistenceError.UNREACHABLE, () -> database.write(this::loseConnection));
    assertFails(PersistenceError.UNREACHABLE, () -> database.read(this::loseConnection));
    database.write(handle -> Notes.insert(handle, "after"));
    assertThat(database.read(Notes::texts)).containsExactly("after");
  }

  private int loseConnection(Handle handle) {
    return handle.execute("SELECT pg_terminate_backend(pg_backend_pid())");
  }

  @Test
  void saysThatATransactionIsGoneWhichTheServerEndedForBeingIdle() {
    assertFails(PersistenceError.UNREACHABLE, () -> database.write(this::outstayAndWrite));
    database.write(handle -> Notes.insert(handle, "after"));
    assertThat(database.read(Notes::texts)).containsExactly("after");
  }

  private UUID outstayAndWrite(Handle handle) {
    Notes.insert(handle, "before");
    handle.execute("SET LOCAL idle_in_transaction_session_timeout = 50");
    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    return Notes.insert(handle, "late");
  }

  @Test
  void saysAtOnceThatItsLoginIsRefused() {
    String role = "locked_" + UUID.randomUUID().toString().replace("-", "");
    database.write(handle -> handle.execute("CREATE ROLE %s LOGIN".formatted(role)));
    DatabaseSettings.Postgresql own =
        new DatabaseSettings.Postgresql(settings.jdbcUrl(), role, settings.password(), 4);
    try (Database lockedOut = Databases.open(own, List.of())) {
      lockedOut.ping();
      database.write(handle -> handle.execute("ALTER ROLE %s NOLOGIN".formatted(role)));
      database.write(
          handle ->
              handle.execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?",
                  role));
      assertFails(PersistenceError.UNREACHABLE, lockedOut::ping);
      Duration fastest =
          Timing.fastest(3, () -> assertFails(PersistenceError.UNREACHABLE, lockedOut::ping));
      assertThat(fastest).isLessThan(Duration.ofSeconds(3));
      database.write(handle -> handle.execute("ALTER ROLE %s LOGIN".formatted(role)));
    }
    database.write(handle -> handle.execute("DROP ROLE " + role));
  }

  @Test
  void tellsAFullDiskFromADamagedTable() {
    assertFails(PersistenceError.FULL, () -> database.write(h -> raise(h, "disk_full")));
    assertFails(PersistenceError.DAMAGED, () -> database.write(h -> raise(h, "data_corrupted")));
    assertFails(PersistenceError.DAMAGED, () -> database.read(h -> raise(h, "index_corrupted")));
  }

  /** Fails as the server does for this reason, whose SQLSTATE has this name. */
  private static int raise(Handle handle, String reason) {
    return handle.execute(
        "DO $$ BEGIN RAISE EXCEPTION 'a test' USING ERRCODE = '%s'; END $$".formatted(reason));
  }

  @Test
  void endsADeadlockByRefusingOneOfTheTwo() {
    UUID one = database.write(handle -> Notes.insert(handle, "one"));
    UUID two = database.write(handle -> Notes.insert(handle, "two"));
    CyclicBarrier bothHoldTheirFirst = new CyclicBarrier(2);
    List<Throwable> refused = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Object>> writers =
          List.of(
              CompletableFuture.supplyAsync(
                  () -> database.write(h -> touchBoth(h, one, two, bothHoldTheirFirst)), threads),
              CompletableFuture.supplyAsync(
                  () -> database.write(h -> touchBoth(h, two, one, bothHoldTheirFirst)), threads));
      for (CompletableFuture<Object> writer : writers) {
        try {
          writer.join();
        } catch (CompletionException e) {
          refused.add(e.getCause());
        }
      }
    }
    assertThat(refused)
        .singleElement()
        .isInstanceOfSatisfying(
            PersistenceException.class,
            e -> assertThat(e.error()).isEqualTo(PersistenceError.BUSY));
  }

  private static Object touchBoth(Handle handle, UUID first, UUID second, CyclicBarrier barrier) {
    touch(handle, first);
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return touch(handle, second);
  }

  private static int touch(Handle handle, UUID id) {
    return handle.execute("UPDATE note SET pinned = 1 WHERE id = ?", id);
  }

  @Test
  void doesNotShowWhatAFailedStatementHeld() {
    UUID id = database.write(handle -> Notes.insert(handle, "one"));
    assertThatThrownBy(
            () ->
                database.write(
                    handle ->
                        handle.execute(
                            "INSERT INTO note (id, text, written_at, pinned) VALUES (?, ?, 0, 0)",
                            id,
                            "private")))
        .rootCause()
        .hasMessageNotContaining("private")
        .hasMessageNotContaining("already exists");
  }

  @Test
  void cannotBeOpenedWhereThereIsNone() {
    assertFails(PersistenceError.OPEN_FAILED, () -> openAt("jdbc:postgresql://127.0.0.1:1/none"));
    assertFails(
        PersistenceError.OPEN_FAILED, () -> openAt(settings.jdbcUrl().replace("test_", "no_")));
  }

  private void openAt(String url) {
    Databases.open(
            new DatabaseSettings.Postgresql(url, settings.user(), settings.password(), 2),
            List.of(Notes.MIGRATIONS))
        .close();
  }

  @Test
  void hasSettingsThatKeepTheirBoundsAndTheirPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings.Postgresql("jdbc:postgresql:x", "u", "p", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings.Postgresql("jdbc:postgresql:x", "u", "p", 201));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings.Postgresql("jdbc:mysql:x", "u", "p", 2));
    assertThat(new DatabaseSettings.Postgresql("jdbc:postgresql:x", "u", "secret", 2).toString())
        .doesNotContain("secret");
  }
}
