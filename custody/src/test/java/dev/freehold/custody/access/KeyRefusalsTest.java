package dev.freehold.custody.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.access.AccessRule.RuleSet;
import dev.freehold.custody.locks.Silence;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootFailure.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Who does not get a key because an answer was wrong")
class KeyRefusalsTest {

  private static final String RESTORE = "restore the original key";

  private static RootFailure wrong(String code) {
    return new RootFailure(Kind.WRONG_ANSWER, code, "for a test");
  }

  private static KeyAccessException refusal(RootFailure first, RootFailure second) {
    return KeyRefusals.wrongAnswer(
        new Verdict.Failed(RuleSet.MAIL, Silence.BRIDGED, first, second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no-token", "vault-not-allowed", "VaultRowNotAuthentic", "VaultRowOutOfDate"})
  @DisplayName("is sent to the operator if the owners of the keys could do nothing")
  void operators(String code) {
    RootFailure silent = new RootFailure(Kind.DID_NOT_ANSWER, "timeout", "for a test");
    for (RootFailure other : new RootFailure[] {wrong(code), silent}) {
      assertThat(refusal(wrong(code), other))
          .hasMessageContaining("the server's operator has to find the cause")
          .hasMessageContaining(code)
          .hasMessageNotContaining(RESTORE)
          .satisfies(thrown -> assertThat(thrown.reason()).isEqualTo(Reason.WRONG_ANSWER));
    }
  }

  @Test
  @DisplayName("is told to restore the key if a vault returned another one")
  void owners() {
    RootFailure lie = wrong("commitment-mismatch");
    assertThat(refusal(lie, lie)).hasMessageContaining(RESTORE);
    assertThat(refusal(wrong("no-token"), lie)).hasMessageContaining(RESTORE);
  }
}
