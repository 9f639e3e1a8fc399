package dev.freehold.web.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Hosts of this machine")
class LoopbackTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LocalHost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"})
  @DisplayName("localhost, names below it and loopback addresses are")
  void leadHere(String host) {
    assertThat(Loopback.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".localhost",
        "localhost.example",
        "10.0.0.1",
        "[fe80::1]",
        "127.0.0.1.example",
        "0.0.0.0"
      })
  @DisplayName("anything else is not")
  void leadElsewhere(String host) {
    assertThat(Loopback.isHost(host)).isFalse();
  }
}
