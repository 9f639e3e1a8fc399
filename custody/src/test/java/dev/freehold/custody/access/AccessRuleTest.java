package dev.freehold.custody.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.Requester;
import dev.freehold.custody.access.AccessRule.Decision;
import dev.freehold.custody.access.AccessRule.RuleSet;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.custody.roots.RootFailure.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The rule for the availability key")
class AccessRuleTest {

  @ParameterizedTest(name = "{0} and {1}, {2}, {3}: {4}")
  @CsvSource({
    "REFUSED, REFUSED, MAIL, USER, REFUSED",
    "REFUSED, REFUSED, MAIL, SYSTEM, USE_AVAILABILITY_KEY",
    "REFUSED, REFUSED, FILES, USER, REFUSED",
    "REFUSED, REFUSED, FILES, SYSTEM, REFUSED",
    "REFUSED, REFUSED, FILES_IN_RECOVERY, USER, USE_AVAILABILITY_KEY",
    "REFUSED, REFUSED, FILES_IN_RECOVERY, SYSTEM, USE_AVAILABILITY_KEY",
    "REFUSED, DID_NOT_ANSWER, MAIL, USER, REFUSED",
    "REFUSED, DID_NOT_ANSWER, MAIL, SYSTEM, USE_AVAILABILITY_KEY",
    "REFUSED, DID_NOT_ANSWER, FILES, USER, REFUSED",
    "REFUSED, DID_NOT_ANSWER, FILES, SYSTEM, REFUSED",
    "REFUSED, DID_NOT_ANSWER, FILES_IN_RECOVERY, USER, USE_AVAILABILITY_KEY",
    "REFUSED, DID_NOT_ANSWER, FILES_IN_RECOVERY, SYSTEM, USE_AVAILABILITY_KEY",
    "REFUSED, WRONG_ANSWER, MAIL, USER, REFUSED",
    "REFUSED, WRONG_ANSWER, MAIL, SYSTEM, USE_AVAILABILITY_KEY",
    "REFUSED, WRONG_ANSWER, FILES, USER, REFUSED",
    "REFUSED, WRONG_ANSWER, FILES, SYSTEM, REFUSED",
    "REFUSED, WRONG_ANSWER, FILES_IN_RECOVERY, USER, USE_AVAILABILITY_KEY",
    "REFUSED, WRONG_ANSWER, FILES_IN_RECOVERY, SYSTEM, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, MAIL, USER, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, MAIL, SYSTEM, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, FILES, USER, DID_NOT_ANSWER",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, FILES, SYSTEM, DID_NOT_ANSWER",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, FILES_IN_RECOVERY, USER, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, DID_NOT_ANSWER, FILES_IN_RECOVERY, SYSTEM, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, WRONG_ANSWER, MAIL, USER, WRONG_ANSWER",
    "DID_NOT_ANSWER, WRONG_ANSWER, MAIL, SYSTEM, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, WRONG_ANSWER, FILES, USER, WRONG_ANSWER",
    "DID_NOT_ANSWER, WRONG_ANSWER, FILES, SYSTEM, WRONG_ANSWER",
    "DID_NOT_ANSWER, WRONG_ANSWER, FILES_IN_RECOVERY, USER, USE_AVAILABILITY_KEY",
    "DID_NOT_ANSWER, WRONG_ANSWER, FILES_IN_RECOVERY, SYSTEM, USE_AVAILABILITY_KEY",
    "WRONG_ANSWER, WRONG_ANSWER, MAIL, USER, WRONG_ANSWER",
    "WRONG_ANSWER, WRONG_ANSWER, MAIL, SYSTEM, USE_AVAILABILITY_KEY",
    "WRONG_ANSWER, WRONG_ANSWER, FILES, USER, WRONG_ANSWER",
    "WRONG_ANSWER, WRONG_ANSWER, FILES, SYSTEM, WRONG_ANSWER",
    "WRONG_ANSWER, WRONG_ANSWER, FILES_IN_RECOVERY, USER, USE_AVAILABILITY_KEY",
    "WRONG_ANSWER, WRONG_ANSWER, FILES_IN_RECOVERY, SYSTEM, USE_AVAILABILITY_KEY",
  })
  @DisplayName("is as documented in every cell, whichever root failed how")
  void everyCell(Kind one, Kind other, RuleSet rules, Requester.Kind requester, Decision expected) {
    assertThat(AccessRule.of(one, other).decide(rules, requester)).isEqualTo(expected);
    assertThat(AccessRule.of(other, one).decide(rules, requester)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "MAILBOX, false, MAIL",
    "MAILBOX, true, MAIL",
    "MULTI_WORKLOAD, false, MAIL",
    "MULTI_WORKLOAD, true, MAIL",
    "SERVICE_MANAGED, false, MAIL",
    "SERVICE_MANAGED, true, MAIL",
    "FILE, false, FILES",
    "FILE, true, FILES_IN_RECOVERY",
  })
  @DisplayName("follows from the kind of policy; recovery widens nothing but files")
  void everyKind(PolicyKind kind, boolean isRecovering, RuleSet expected) {
    assertThat(RuleSet.of(kind, isRecovering)).isEqualTo(expected);
  }
}
