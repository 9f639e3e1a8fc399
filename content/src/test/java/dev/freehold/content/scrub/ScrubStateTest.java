package dev.freehold.content.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A scrub")
class ScrubStateTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private static ScrubState run(Instant startedAt, Instant seenAt, Optional<Instant> endedAt) {
    return new ScrubState(new UUID(0, 1), false, startedAt, seenAt, endedAt, 10, 5, 0, 0, 0, 0);
  }

  private static boolean isUnderWay(Duration sinceSeen) {
    return run(NOW, NOW.minus(sinceSeen), Optional.empty()).isUnderWay(NOW);
  }

  @Test
  @DisplayName("is under way while its node was heard within five minutes, by either clock")
  void heard() {
    assertThat(isUnderWay(Duration.ZERO)).isTrue();
    assertThat(isUnderWay(Duration.ofMinutes(5))).isTrue();
    assertThat(isUnderWay(Duration.ofSeconds(301))).isFalse();
    assertThat(run(NOW, NOW, Optional.of(NOW)).isUnderWay(NOW)).isFalse();
  }

  @Test
  @DisplayName("fault35, fault55: is not under way because of a time far ahead of the clock")
  void fault55_seenAhead() {
    assertThat(isUnderWay(Duration.ofMinutes(-5))).isTrue();
    assertThat(isUnderWay(Duration.ofSeconds(-301))).isFalse();
    assertThat(isUnderWay(Duration.ofDays(-10_000))).isFalse();
  }

  @Test
  @DisplayName("fault35, fault55: is due again after its time, and if it begins far ahead")
  void fault55_startedAhead() {
    assertThat(run(NOW.minus(WEEK), NOW, Optional.of(NOW)).isOlderThan(WEEK, NOW)).isFalse();
    assertThat(run(NOW.minus(WEEK).minusMillis(1), NOW, Optional.of(NOW)).isOlderThan(WEEK, NOW))
        .isTrue();
    Instant ahead = NOW.plus(Duration.ofDays(10_000));
    assertThat(run(ahead, ahead, Optional.of(ahead)).isOlderThan(WEEK, NOW)).isTrue();
  }
}
