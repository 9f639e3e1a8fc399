package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessRule.Decision.USE_AVAILABILITY_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.Requester;
import dev.freehold.custody.roots.RootFailure.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rule for the availability key")
class AccessRuleTest {

  @ParameterizedTest
  @CsvSource({
    "REFUSED, REFUSED, REFUSED",
    "REFUSED, DID_NOT_ANSWER, REFUSED",
    "REFUSED, WRONG_ANSWER, REFUSED",
    "DID_NOT_ANSWER, REFUSED, REFUSED",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, WRONG_ANSWER, WRONG_ANSWER",
    "WRONG_ANSWER, REFUSED, REFUSED",
    "WRONG_ANSWER, DID_NOT_ANSWER, WRONG_ANSWER",
    "WRONG_ANSWER, WRONG_ANSWER, WRONG_ANSWER",
  })
  @DisplayName("lets users have it only when neither root answered, and system work always")
  void everyCellIsAsDocumented(Kind first, Kind second, AccessRule.Decision user) {
    AccessRule rule = AccessRule.of(first, second);
    assertThat(rule.decide(Requester.Kind.USER)).isEqualTo(user);
    assertThat(rule.decide(Requester.Kind.SYSTEM)).isEqualTo(USE_AVAILABILITY_KEY);
  }
}
