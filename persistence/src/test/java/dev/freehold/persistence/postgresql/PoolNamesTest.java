package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The pools of a process")
class PoolNamesTest {

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
}
