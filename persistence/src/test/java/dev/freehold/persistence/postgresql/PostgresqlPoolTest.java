package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The pools of a process")
class PostgresqlPoolTest {

  @TempDir Path folder;

  private DatabaseSettings.Postgresql fresh() {
    return (DatabaseSettings.Postgresql) TestDatabases.settings(Dialect.POSTGRESQL, folder);
  }

  private static Set<String> names(DatabaseSettings.Postgresql settings) {
    try (HikariDataSource writers =
            PostgresqlPool.writers(settings, PostgresqlPool.calls(settings));
        HikariDataSource readers =
            PostgresqlPool.readers(settings, PostgresqlPool.calls(settings))) {
      return Set.of(writers.getPoolName(), readers.getPoolName());
    }
  }

  @Test
  @DisplayName("say in the log of which database they are, and what for")
  void distinct() {
    DatabaseSettings.Postgresql main = fresh();
    DatabaseSettings.Postgresql availability = fresh();
    Set<String> all = new HashSet<>(names(main));
    all.addAll(names(availability));
    assertThat(all)
        .containsExactlyInAnyOrder(
            main.shown() + " writers",
            main.shown() + " readers",
            availability.shown() + " writers",
            availability.shown() + " readers");
  }

  /** Its first connections are of no use, as if their first answers came too late. */
  private static final class SlowAtFirst extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final AtomicInteger late = new AtomicInteger(2);

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      if (late.getAndDecrement() > 0) {
        connection.close();
      }
      return connection;
    }
  }

  @Test
  @DisplayName(
      "open although the server's first answers come too late, and connect when it answers")
  void slow() throws SQLException {
    DatabaseSettings.Postgresql settings = fresh();
    SlowAtFirst source = new SlowAtFirst();
    source.setUrl(settings.jdbcUrl());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    try (HikariDataSource writers = PostgresqlPool.writers(settings, source)) {
      Optional<Connection> connected = Optional.empty();
      for (int tries = 0; tries < 20 && connected.isEmpty(); tries++) {
        connected = connection(writers);
      }
      try (Connection connection = connected.orElseThrow()) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  private static Optional<Connection> connection(HikariDataSource pool) {
    try {
      return Optional.of(pool.getConnection());
    } catch (SQLException notYet) {
      return Optional.empty();
    }
  }
}
