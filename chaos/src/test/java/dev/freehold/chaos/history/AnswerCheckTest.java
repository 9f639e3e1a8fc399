package dev.freehold.chaos.history;

import static dev.freehold.chaos.history.Script.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.chaos.history.Violation.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckTest {

  private final Script script = new Script();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500 InternalError",
        "500 internal-error",
        "503 ServiceUnavailable",
        "NO UNAVAILABLE: NO [UNAVAILABLE] sign-in does not work just now; try again later",
        "NO SERVERBUG",
        "BAD",
        "403 AccessDenied"
      })
  void anAnswerWithoutAReasonIsFound(String code) {
    assertThat(script.failed(put("a"), 0, 1, code).broken()).containsExactly(Rule.ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "403 AccessDenied key-access-refused",
        "503 ServiceUnavailable key-vault-did-not-answer",
        "503 ServiceUnavailable database-unreachable",
        "502 key-vault-wrong-answer",
        "503 blob-store-failed",
        "503 purge-vault-unknown",
        "no answer: Connection reset"
      })
  void whoseFaultItIsIsRight(String code) {
    assertThat(script.failed(put("a"), 0, 1, code).broken()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500 availability-key-missing",
        "500 InternalError availability-key-missing",
        "NO CONTACTADMIN availability-key-missing",
        "503 database-damaged",
        "503 ServiceUnavailable database-damaged",
        "NO UNAVAILABLE database-damaged",
        "500 input-output-failed"
      })
  void aReasonThatNothingHereBringsAboutIsFound(String code) {
    assertThat(script.failed(put("a"), 0, 1, code).broken()).containsExactly(Rule.ANSWER);
  }

  @Test
  void eachKindIsNamedOnce() {
    script.failed(put("a"), 0, 1, "500 InternalError");
    script.failed(put("b"), 2, 3, "500 InternalError");
    assertThat(script.violations()).hasSize(1);
  }
}
