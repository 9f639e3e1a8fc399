package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line of a server")
class ServeRunTest {

  private static boolean isPlain(String line) {
    return ServeRun.plain(line.split(" "), new PrintWriter(Writer.nullWriter())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "serve --data folder",
        "serve --config file",
        "serve --config file --data folder",
        "serve --data folder --config file"
      })
  @DisplayName("is read without the parser if it is written in the usual way")
  void plain(String line) {
    assertThat(isPlain(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --help",
        "serve folder",
        "serve --data",
        "serve --data=folder",
        "serve --data one --data two",
        "serve --data --config",
        "serve --data @file",
        "serve @file",
        "serve --accept-vault-rollback",
        "serve --accept-availability-loss --data folder",
        "status --data folder",
        "status"
      })
  @DisplayName("is left to the parser in any other case")
  void others(String line) {
    assertThat(isPlain(line)).isFalse();
  }

  @Test
  @DisplayName("is left to the parser if there is none")
  void none() {
    assertThat(ServeRun.plain(new String[0], new PrintWriter(Writer.nullWriter()))).isEmpty();
  }
}
