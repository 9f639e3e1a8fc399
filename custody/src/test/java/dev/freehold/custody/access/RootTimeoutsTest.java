package dev.freehold.custody.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How long roots are waited for")
class RootTimeoutsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30})
  @DisplayName("fault 53: is longer than both vault calls together, for every caller")
  void fault53_opensOutlastBothCalls(int seconds) {
    Duration call = Duration.ofSeconds(seconds);
    RootTimeouts settings = RootTimeouts.forCalls(call);
    assertThat(settings.openTimeout()).isGreaterThan(call.multipliedBy(2));
    assertThat(settings.openTimeout()).isGreaterThan(settings.secondRootDelay().plus(call));
    assertThat(settings.hedgeDelay()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.secondRootDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.silenceMemory()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.silencePatience()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT0S, PT0S, PT0S, PT1S, the open time-out",
    "PT1S, PT0S, PT0S, PT0S, PT0S, the open time-out",
    "PT1S, PT-0.001S, PT0S, PT0S, PT1S, the hedge delay",
    "PT1S, PT30.001S, PT0S, PT0S, PT1S, the hedge delay",
    "PT1S, PT0S, PT-0.001S, PT0S, PT1S, the delay before the second root of mail",
    "PT1S, PT0S, PT30.001S, PT0S, PT1S, the delay before the second root of mail",
    "PT1S, PT0S, PT0S, PT-0.001S, PT1S, silence is remembered",
    "PT1S, PT0S, PT0S, PT1H0.001S, PT1S, silence is remembered",
  })
  @DisplayName("is refused beyond its bounds, with what was expected")
  void bounds(
      Duration open,
      Duration hedge,
      Duration second,
      Duration memory,
      Duration patience,
      String message) {
    assertThatThrownBy(() -> new RootTimeouts(open, hedge, second, memory, patience))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
