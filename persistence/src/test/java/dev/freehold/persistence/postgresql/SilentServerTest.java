package dev.freehold.persistence.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.PersistenceLimits;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.common.BaseDataSource;

@DisplayName("A PostgreSQL server that is gone without a word")
class SilentServerTest {

  private final DatabaseSettings.Postgresql settings =
      new DatabaseSettings.Postgresql(
          "jdbc:postgresql://127.0.0.1:5432/freehold", "freehold", "no-real-password", 4);

  @Test
  @DisplayName("is waited for by nobody for ever, and by questions for a minute")
  void silence() {
    List<DataSource> all =
        List.of(
            PostgresqlPool.migrations(settings),
            PostgresqlPool.questions(settings),
            PostgresqlPool.calls(settings),
            PostgresqlPool.pulse(settings, "freehold"));
    assertThat(all)
        .extracting(source -> ((BaseDataSource) source).getSocketTimeout())
        .containsExactly(
            PersistenceLimits.LONG_SOCKET_SECONDS,
            PersistenceLimits.SOCKET_SECONDS,
            PersistenceLimits.SOCKET_SECONDS,
            PersistenceLimits.PULSE_SECONDS);
  }
}
