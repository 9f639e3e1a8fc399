package dev.freehold.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two servers under one URL. Each is the primary or takes no writes; what one has, the other has
 * not, which shows who answered.
 */
@DisplayName("A database on several servers")
@Timeout(120)
class StandbyTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PrivatePostgresql one;
  private PrivatePostgresql other;
  private Database database;

  @BeforeEach
  void open() throws SQLException {
    one = PrivatePostgresql.start("on");
    other = PrivatePostgresql.start("on");
    prepare(one, "one");
    prepare(other, "other");
    other = other.restartAsStandby();
    String both = "jdbc:postgresql://%s,%s/postgres".formatted(address(other), address(one));
    database =
        Databases.open(
            new DatabaseSettings.Postgresql(both, settings(one).user(), "", 4), List.of());
  }

  @AfterEach
  void close() {
    database.close();
    one.close();
    other.close();
  }

  private static DatabaseSettings.Postgresql settings(PrivatePostgresql server) {
    return server.ownDatabase(2);
  }

  private static String address(PrivatePostgresql server) {
    URI uri = URI.create(settings(server).jdbcUrl().substring("jdbc:".length()));
    return uri.getHost() + ":" + uri.getPort();
  }

  private static void prepare(PrivatePostgresql server, String name) throws SQLException {
    execute(server, "CREATE TABLE who (name TEXT NOT NULL, visits INT NOT NULL)");
    execute(server, "INSERT INTO who VALUES ('%s', 0)".formatted(name));
  }

  private static void takeWrites(PrivatePostgresql server, boolean does) throws SQLException {
    execute(server, "ALTER SYSTEM SET default_transaction_read_only = " + (does ? "off" : "on"));
    execute(server, "SELECT pg_reload_conf()");
  }

  private static void execute(PrivatePostgresql server, String sql) throws SQLException {
    DatabaseSettings.Postgresql own = settings(server);
    try (Connection connection =
            DriverManager.getConnection(own.jdbcUrl(), own.user(), own.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String visit(Handle handle) {
    return handle
        .createQuery("UPDATE who SET visits = visits + 1 RETURNING name")
        .mapTo(String.class)
        .one();
  }

  private static String look(Handle handle) {
    return handle.createQuery("SELECT name FROM who").mapTo(String.class).one();
  }

  @Test
  @DisplayName("is that of the server that takes writes, wherever it stands in the URL")
  void asksThePrimary() {
    assertThat(database.write(StandbyTest::visit)).isEqualTo("one");
    assertThat(database.read(StandbyTest::look)).isEqualTo("one");
  }

  @Test
  @DisplayName("is asked for anew after one refused write if its server became a standby")
  void leavesADemotedServer() throws SQLException {
    long writer = database.write(StandbyTest::session);
    long reader = database.read(StandbyTest::session);
    takeWrites(one, false);
    awaitNoWrites();
    takeWrites(one, true);
    assertThat(awaitWrite()).isEqualTo("one");
    assertThat(database.write(StandbyTest::session)).isNotEqualTo(writer);
    assertThat(database.read(StandbyTest::session)).isNotEqualTo(reader);
  }

  private static long session(Handle handle) {
    return handle.createQuery("SELECT pg_backend_pid()").mapTo(Long.class).one();
  }

  /** Sessions hear of it in their own time. */
  private void awaitNoWrites() {
    Instant end = Instant.now().plus(PATIENCE);
    PersistenceException refusal = null;
    while (refusal == null && Instant.now().isBefore(end)) {
      try {
        database.write(StandbyTest::visit);
      } catch (PersistenceException failed) {
        refusal = failed;
      }
    }
    assertThat(refusal).isNotNull();
    assertThat(refusal.error()).isEqualTo(PersistenceError.UNREACHABLE);
  }

  @Test
  @DisplayName("answers within ten seconds of the new primary when its server is gone")
  void comesBack() throws SQLException {
    database.write(StandbyTest::visit);
    one.close();
    assertThatThrownBy(() -> database.write(StandbyTest::visit))
        .isInstanceOf(PersistenceException.class);
    execute(other, "SELECT pg_promote()");
    assertThat(awaitWrite()).isEqualTo("other");
    assertThat(database.read(StandbyTest::look)).isEqualTo("other");
  }

  /** Within the promised time, in which this process did not stand still. */
  private String awaitWrite() {
    long start = AwakeTime.nanos();
    while (true) {
      try {
        return database.write(StandbyTest::visit);
      } catch (PersistenceException stillDown) {
        assertThat(stillDown.error())
            .isIn(PersistenceError.UNREACHABLE, PersistenceError.COMMIT_UNKNOWN);
        assertThat(AwakeTime.since(start)).isLessThan(SOON);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }
}
