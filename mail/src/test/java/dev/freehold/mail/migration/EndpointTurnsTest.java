package dev.freehold.mail.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mail.migration.MigrationUserRows.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The next place at an endpoint")
class EndpointTurnsTest {

  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  private static Standing standing(UUID batch, int active, int due, Duration begunAgo) {
    return new Standing(batch, active, due, NOW.minus(begunAgo).toEpochMilli());
  }

  private static boolean mayBegin(UUID batch, int places, Standing... standings) {
    return EndpointTurns.mayBegin(List.of(standings), batch, places, NOW);
  }

  @Test
  void isForWhoIsAloneAsLongAsThereIsOne() {
    assertThat(mayBegin(ONE, 3, standing(ONE, 2, 9, Duration.ZERO))).isTrue();
    assertThat(mayBegin(ONE, 3, standing(ONE, 3, 9, Duration.ZERO))).isFalse();
  }

  @Test
  void isForTheBatchThatHasFewer() {
    Standing many = standing(ONE, 2, 9, Duration.ZERO);
    Standing few = standing(TWO, 0, 9, Duration.ofSeconds(1));
    assertThat(mayBegin(ONE, 3, many, few)).isFalse();
    assertThat(mayBegin(TWO, 3, many, few)).isTrue();
    assertThat(mayBegin(ONE, 4, many, few)).isTrue();
    assertThat(mayBegin(ONE, 3, many, standing(TWO, 0, 0, Duration.ZERO))).isTrue();
  }

  @Test
  void passesFromOneToTheOtherAfterATurn() {
    Standing worked = standing(ONE, 0, 9, Duration.ofSeconds(1));
    Standing waits = standing(TWO, 0, 9, Duration.ofMinutes(1));
    assertThat(mayBegin(ONE, 1, worked, waits)).isTrue();
    Standing waitsLong = standing(TWO, 0, 9, Duration.ofMinutes(6));
    assertThat(mayBegin(ONE, 1, worked, waitsLong)).isFalse();
    assertThat(mayBegin(TWO, 1, worked, waitsLong)).isTrue();
  }

  @Test
  void isSomebodysWhereBothHaveWaitedAsLong() {
    Standing one = standing(ONE, 0, 9, Duration.ofMinutes(9));
    Standing two = standing(TWO, 0, 9, Duration.ofMinutes(9));
    assertThat(mayBegin(ONE, 1, one, two)).isTrue();
    assertThat(mayBegin(TWO, 1, one, two)).isFalse();
  }
}
