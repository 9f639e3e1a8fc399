package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.notices.ChangeNotices;
import dev.freehold.persistence.notices.ChangedRows;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TcpRelay;
import dev.freehold.persistence.testing.TestDatabases;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process on PostgreSQL")
class PostgresqlNoticesTest {

  private static final Path NOWHERE = Path.of("");
  private static final Set<UUID> ANYTHING = Set.of();
  private static final int PATIENCE_SECONDS = 30;

  private final DatabaseSettings settings = TestDatabases.settings(Dialect.POSTGRESQL, NOWHERE);
  private final Database here = Databases.open(settings, List.of());
  private final Database there = Databases.open(settings, List.of());
  private final Heard heard = new Heard();

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  private static UUID change(Database database) {
    UUID id = UUID.randomUUID();
    database.write(
        tx -> {
          ChangedRows.tell(tx, id);
          return id;
        });
    return id;
  }

  /** Listens, and waits until notices arrive. */
  private void listen() {
    ChangeNotices.Listening _ = here.notices().listen(heard);
    waitUntilHeard();
  }

  private void waitUntilHeard() {
    waitUntil(() -> here.notices().areHeard());
    heard.said.clear();
  }

  private static void waitUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  @DisplayName("hears of what others and it have committed")
  void committed() {
    listen();
    assertThat(heard.after(change(there))).isTrue();
    assertThat(heard.after(change(here))).isTrue();
  }

  @Test
  @DisplayName("hears nothing of what was undone, and nothing after it has closed its ears")
  void undone() {
    ChangeNotices.Listening listening = here.notices().listen(heard);
    waitUntilHeard();
    UUID id = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                there.write(
                    tx -> {
                      ChangedRows.tell(tx, id);
                      throw new IllegalArgumentException("undone");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    UUID later = change(there);
    assertThat(heard.next()).isEqualTo(Set.of(later));
    listening.close();
    Heard other = new Heard();
    ChangeNotices.Listening _ = here.notices().listen(other);
    assertThat(other.after(change(there))).isTrue();
    assertThat(heard.said).isEmpty();
  }

  @Test
  @DisplayName("is told of anything when it begins to listen, and when too much changed to name it")
  void tooMuch() {
    ChangeNotices.Listening _ = here.notices().listen(heard);
    assertThat(heard.next()).isEqualTo(ANYTHING);
    waitUntilHeard();
    there.write(
        tx -> {
          for (int n = 0; n <= PersistenceLimits.MAX_PENDING_NOTICES; n++) {
            ChangedRows.tell(tx, UUID.randomUUID());
          }
          return tx;
        });
    assertThat(heard.next()).isEqualTo(ANYTHING);
  }

  @Test
  @DisplayName("listens again when its connection is cut, and is told of anything then")
  void cut() {
    listen();
    int ended =
        there.read(
            tx ->
                tx.createQuery(
                        """
                        SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE query LIKE 'LISTEN %' AND datname = current_database()
                        """)
                    .mapTo(Integer.class)
                    .one());
    assertThat(ended).isEqualTo(1);
    change(there);
    assertThat(heard.after(ANYTHING)).isTrue();
    waitUntilHeard();
    assertThat(heard.after(change(there))).isTrue();
  }

  @Test
  @DisplayName("connects anew when its connection is open but silent")
  void silent() {
    DatabaseSettings.Postgresql direct = (DatabaseSettings.Postgresql) settings;
    URI address = URI.create(direct.jdbcUrl().substring("jdbc:".length()));
    Heard uncut = new Heard();
    ChangeNotices.Listening _ = here.notices().listen(uncut);
    waitUntil(() -> here.notices().areHeard());
    try (TcpRelay relay = TcpRelay.to(address.getPort());
        Database far = Databases.open(through(relay, direct, address), List.of())) {
      ChangeNotices.Listening _ = far.notices().listen(heard);
      waitUntil(() -> far.notices().areHeard());
      relay.swallow(true);
      waitUntil(() -> !far.notices().areHeard());
      UUID missed = change(there);
      assertThat(uncut.after(missed)).as("it was sent while the other was cut off").isTrue();
      heard.said.clear();
      relay.swallow(false);
      assertThat(heard.after(ANYTHING)).isTrue();
      waitUntil(() -> far.notices().areHeard());
      assertThat(heard.said).doesNotContain(Set.of(missed));
      assertThat(heard.after(change(there))).isTrue();
    }
  }

  private static DatabaseSettings through(
      TcpRelay relay, DatabaseSettings.Postgresql direct, URI address) {
    String url =
        direct.jdbcUrl().replace(address.getAuthority(), "127.0.0.1:%d".formatted(relay.port()));
    return new DatabaseSettings.Postgresql(
        url, direct.user(), direct.password(), direct.maxConnections());
  }

  @Test
  @DisplayName("hears nothing in what a stranger sends")
  void stranger() {
    listen();
    for (String payload : List.of("", "*", "INBOX", "x".repeat(7_999), "a b c")) {
      there.write(
          tx -> tx.select("SELECT pg_notify('freehold_changes', ?)", payload).mapToMap().list());
    }
    UUID id = change(there);
    assertThat(heard.next()).isEqualTo(Set.of(id));
  }

  @Test
  @DisplayName("that only writes has no connection for notices")
  void onlyWrites() {
    listen();
    change(there);
    assertThat(there.notices().areHeard()).isFalse();
  }

  @Test
  @DisplayName("tells of its last change while it ends")
  void last() {
    listen();
    UUID id = change(there);
    there.close();
    assertThat(heard.after(id)).isTrue();
  }

  @Test
  @DisplayName("has nobody to tell on SQLite")
  void sqlite(@TempDir Path folder) {
    try (Database alone = TestDatabases.open(Dialect.SQLITE, folder)) {
      ChangeNotices.Listening _ = alone.notices().listen(heard);
      change(alone);
      assertThat(alone.notices().areHeard()).isFalse();
      assertThat(alone.write(ChangedRows::of)).isEmpty();
    }
    assertThat(heard.said).isEmpty();
  }

  private static final class Heard implements ChangeNotices.Listener {

    private final BlockingQueue<Set<UUID>> said = new LinkedBlockingQueue<>();

    @Override
    public void changed(Set<UUID> ids) {
      said.add(ids);
    }

    @Override
    public void anything() {
      said.add(ANYTHING);
    }

    Set<UUID> next() {
      try {
        return said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Whether this row is told of, after whatever else. */
    boolean after(UUID id) {
      Set<UUID> one = next();
      while (one != null && !one.contains(id)) {
        one = next();
      }
      return one != null;
    }

    boolean after(Set<UUID> wanted) {
      Set<UUID> one = next();
      while (one != null && !one.equals(wanted)) {
        one = next();
      }
      return one != null;
    }
  }
}
