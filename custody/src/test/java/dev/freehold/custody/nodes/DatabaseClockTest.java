package dev.freehold.custody.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freehold.custody.testing.ManualClock;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The time that nodes have in common")
class DatabaseClockTest {

  private static final Duration WRONG_BY = Duration.ofMinutes(7);

  @TempDir private Path folder;

  @Test
  @DisplayName("fault35: is PostgreSQL's, however wrong a node's clock is, and whenever it is set")
  void postgresql() {
    try (Database database = TestDatabases.open(Dialect.POSTGRESQL, folder)) {
      ManualClock own = rightClock();
      own.advance(WRONG_BY);
      DatabaseClock clock = new DatabaseClock(database, own);
      assertThat(clock.instant()).isEqualTo(own.instant());
      clock.follow();
      assertThat(clock.instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));

      own.advance(WRONG_BY.multipliedBy(-2));
      clock.follow();
      assertThat(clock.instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    }
  }

  @Test
  @DisplayName("is the only machine's, where the database is a file")
  void sqlite() {
    try (Database database = TestDatabases.open(Dialect.SQLITE, folder)) {
      ManualClock own = rightClock();
      own.advance(WRONG_BY);
      DatabaseClock clock = new DatabaseClock(database, own);
      clock.follow();
      assertThat(clock.instant()).isEqualTo(own.instant());
    }
  }

  private static ManualClock rightClock() {
    ManualClock clock = new ManualClock();
    clock.advance(Duration.between(clock.instant(), Clock.systemUTC().instant()));
    return clock;
  }
}
