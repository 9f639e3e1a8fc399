package dev.freehold.custody.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A code challenge")
class CodeChallengeTest {

  /** The example of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  @DisplayName("is that of its verifier and of no other")
  void ofVerifier() {
    CodeChallenge challenge = CodeChallenge.parse(CHALLENGE).orElseThrow();
    assertThat(CodeChallenge.of(VERIFIER)).contains(challenge);
    assertThat(challenge.isOf(VERIFIER)).isTrue();
    assertThat(challenge.isOf(VERIFIER.toLowerCase(Locale.ROOT))).isFalse();
    assertThat(challenge.isOf(CHALLENGE)).isFalse();
    assertThat(challenge.isOf("")).isFalse();
  }

  @Test
  @DisplayName("is refused if it cannot be a SHA-256 in base64url")
  void malformed() {
    assertThat(CodeChallenge.parse(CHALLENGE + "A")).isEmpty();
    assertThat(CodeChallenge.parse(CHALLENGE.substring(1))).isEmpty();
    assertThat(CodeChallenge.parse(CHALLENGE.substring(1) + "+")).isEmpty();
    assertThatThrownBy(() -> new CodeChallenge("plain"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {42, 129})
  @DisplayName("takes no verifier that is too short or too long")
  void outOfBounds(int chars) {
    assertThat(CodeChallenge.of("v".repeat(chars))).isEmpty();
    assertThat(CodeChallenge.of("v".repeat(43))).isPresent();
    assertThat(CodeChallenge.of("v".repeat(128))).isPresent();
    assertThat(CodeChallenge.of("v".repeat(42) + "é")).isEmpty();
    assertThat(CodeChallenge.of("v".repeat(43) + "\n")).isEmpty();
  }
}
