package dev.freehold.custody.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.RandomSource;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client secret")
class ClientSecretTest {

  /** The first six bits are those of the letter - in base64url. */
  private static final RandomSource DASHES = target -> Arrays.fill(target, (byte) 0xfb);

  @Test
  @DisplayName("begins with a letter, so that no command line takes it for an option")
  void begins() {
    String secret = ClientSecret.generate(DASHES);
    assertThat(secret).matches("[A-Za-z][A-Za-z0-9_-]{42}");
    assertThat(ClientSecret.of(secret, DASHES).matches(secret)).isTrue();
  }

  @Test
  @DisplayName("of an earlier release keeps working, even if it begins with a dash")
  void earlier() {
    String secret = "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s";
    ClientSecret kept = ClientSecret.of(secret, DASHES);
    assertThat(ClientSecret.parse(kept.verifier()).matches(secret)).isTrue();
  }
}
