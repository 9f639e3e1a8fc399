package dev.freehold.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pause before a delivery is tried again")
class RetryTimesTest {

  @Test
  @DisplayName("doubles from five seconds to six hours")
  void doubles() {
    assertThat(RetryTimes.pause(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(RetryTimes.pause(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(RetryTimes.pause(10)).isEqualTo(Duration.ofSeconds(2_560));
    assertThat(RetryTimes.pause(13)).isEqualTo(Duration.ofSeconds(20_480));
    assertThat(RetryTimes.pause(14)).isEqualTo(Duration.ofHours(6));
    assertThat(RetryTimes.pause(Long.MAX_VALUE)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  @DisplayName("is spread by a fifth at most")
  void spread() {
    Instant now = Instant.parse("2026-11-29T12:00:00Z");
    for (int times = 0; times < 1_000; times++) {
      assertThat(RetryTimes.next(now, 1)).isBetween(now.plusSeconds(5), now.plusSeconds(6));
    }
  }
}
