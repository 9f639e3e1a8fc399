package dev.freehold.persistence.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("This machine's clock and that of the database")
class TwoClocksTest {

  private static final Duration FAR = Duration.ofDays(400);
  private static final Clock RIGHT = Clock.systemUTC();
  private static final Clock AHEAD = Clock.offset(RIGHT, FAR);
  private static final Clock BEHIND = Clock.offset(RIGHT, FAR.negated());

  @Test
  @DisplayName("are two on PostgreSQL, and one on SQLite")
  void dialects(@TempDir Path folder) {
    try (Database database = TestDatabases.open(Dialect.POSTGRESQL, folder)) {
      assertNow(TwoClocks.of(database, AHEAD).earlier());
      assertNow(TwoClocks.of(database, BEHIND).later());
    }
    try (Database database = TestDatabases.open(Dialect.SQLITE, folder)) {
      assertThat(TwoClocks.of(database, AHEAD).earlier()).isAfter(RIGHT.instant());
    }
  }

  @Test
  @DisplayName("neither brings the end forward alone, nor the beginning")
  void alone() {
    assertNow(new TwoClocks(AHEAD, RIGHT).earlier());
    assertNow(new TwoClocks(RIGHT, AHEAD).earlier());
    assertNow(new TwoClocks(BEHIND, RIGHT).later());
    assertNow(new TwoClocks(RIGHT, BEHIND).later());
  }

  private static void assertNow(Instant found) {
    assertThat(Duration.between(found, RIGHT.instant()).abs()).isLessThan(Duration.ofHours(1));
  }
}
