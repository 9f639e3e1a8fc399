package dev.freehold.files.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The secret of an access key")
class AccessSecretTest {

  @Test
  @DisplayName("begins with a letter, so that no command line takes it for an option")
  void begins() {
    try (AccessSecret secret = AccessSecret.generate(target -> Arrays.fill(target, (byte) 0xfb))) {
      assertThat(secret.reveal())
          .hasSize(AccessSecret.LENGTH_CHARS)
          .matches("[A-Za-z][A-Za-z0-9_-]+");
    }
  }
}
