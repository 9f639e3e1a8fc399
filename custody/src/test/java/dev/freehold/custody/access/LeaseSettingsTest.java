package dev.freehold.custody.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Settings of leases")
class LeaseSettingsTest {

  @Test
  @DisplayName("have the documented defaults")
  void defaults() {
    assertThat(LeaseSettings.DEFAULT)
        .isEqualTo(
            new LeaseSettings(
                Duration.ofSeconds(60),
                1_000,
                100_000,
                Duration.ofMillis(250),
                Duration.ofMinutes(15),
                RootTimeouts.forCalls(Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.999S, 1, 1, PT0S, PT0S, a lease lasts",
    "PT15M0.001S, 1, 1, PT0S, PT0S, a lease lasts",
    "PT1S, 0, 1, PT0S, PT0S, at least one key",
    "PT1S, 1, 0, PT0S, PT0S, at least one key",
    "PT1S, 1, 1, PT1.001S, PT0S, the failure memory",
    "PT1S, 1, 1, PT0S, PT-1S, a key of files",
    "PT1S, 1, 1, PT0S, PT24H0.001S, a key of files",
  })
  @DisplayName("are refused beyond their bounds, with what was expected")
  void bounds(
      Duration lease,
      int policies,
      int ownerKeys,
      Duration failureMemory,
      Duration idleTime,
      String message) {
    RootTimeouts timeouts = RootTimeouts.forCalls(Duration.ofSeconds(2));
    assertThatThrownBy(
            () -> new LeaseSettings(lease, policies, ownerKeys, failureMemory, idleTime, timeouts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
