package dev.freehold.server.features.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.access.AccessStatus;
import dev.freehold.custody.access.AccessStatus.Answer;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.checks.RootCheck.Outcome;
import dev.freehold.custody.faults.Fault;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.protection.PolicyStanding;
import dev.freehold.server.features.protection.PolicyFault.AvailabilityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whose fault it is that a policy's key is not given")
class PolicyFaultTest {

  private static final UUID ID = UUID.randomUUID();
  private static final Optional<AccessStatus> NOBODY_ASKED = Optional.empty();

  private static PolicyStanding standing(boolean isLocked, Outcome... checked) {
    return standing(
        isLocked,
        IntStream.range(0, checked.length)
            .mapToObj(i -> check(i + 1, checked[i]))
            .toArray(RootCheck[]::new));
  }

  private static PolicyStanding standing(boolean isLocked, RootCheck... checks) {
    Policy policy =
        new Policy(
            UUID.randomUUID(),
            ID,
            PolicyKind.MAILBOX,
            "mail",
            "",
            true,
            PolicyState.ACTIVE,
            false,
            isLocked,
            List.of(),
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty());
    return new PolicyStanding(
        policy,
        List.of(checks),
        PolicyLockRows.Seen.NOTHING,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static RootCheck check(int slot, Outcome outcome) {
    return check(slot, outcome, Optional.empty());
  }

  private static RootCheck check(int slot, Outcome outcome, Optional<String> code) {
    return new RootCheck(
        ID,
        slot,
        "https://a/keys/k/v",
        outcome,
        code,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty());
  }

  private static Optional<AccessStatus> asked(Answer answer, Duration ago) {
    return Optional.of(new AccessStatus(answer, ago, Optional.empty(), false));
  }

  private static Optional<Fault> of(PolicyStanding standing, Optional<AccessStatus> here) {
    return PolicyFault.of(standing, here, AvailabilityKey.PRESENT, _ -> false);
  }

  @Test
  @DisplayName("is the tenant's if the policy is locked, whatever vaults say now")
  void locked() {
    assertThat(of(standing(true, Outcome.DID_NOT_ANSWER, Outcome.DID_NOT_ANSWER), NOBODY_ASKED))
        .contains(Fault.REVOKED);
  }

  @Test
  @DisplayName("is what this node heard a moment ago, and else what the last check found")
  void heard() {
    PolicyStanding silent = standing(false, Outcome.DID_NOT_ANSWER, Outcome.DID_NOT_ANSWER);
    Duration justNow = Duration.ofSeconds(1);
    assertThat(of(silent, asked(Answer.AGREED, justNow))).isEmpty();
    assertThat(of(silent, asked(Answer.AGREED, Duration.ofMinutes(3))))
        .contains(Fault.VAULT_DOES_NOT_ANSWER);
    assertThat(of(standing(false, Outcome.AGREES), asked(Answer.DID_NOT_ANSWER, justNow)))
        .contains(Fault.VAULT_DOES_NOT_ANSWER);
    assertThat(of(standing(false, new Outcome[0]), asked(Answer.REFUSED, justNow)))
        .contains(Fault.REVOKED);
    assertThat(of(standing(false, new Outcome[0]), asked(Answer.WRONG_ANSWER, justNow)))
        .contains(Fault.VAULT_ANSWERS_WRONGLY);
  }

  @Test
  @DisplayName("is nobody's if one root agrees, and the refusing one's if none does")
  void checks() {
    assertThat(of(standing(false, Outcome.REFUSED, Outcome.AGREES), NOBODY_ASKED)).isEmpty();
    assertThat(of(standing(false, Outcome.DID_NOT_ANSWER, Outcome.REFUSED), NOBODY_ASKED))
        .contains(Fault.REVOKED);
    assertThat(of(standing(false, Outcome.DID_NOT_ANSWER, Outcome.WRONG_ANSWER), NOBODY_ASKED))
        .contains(Fault.VAULT_ANSWERS_WRONGLY);
  }

  @Test
  @DisplayName("is an address's if vaults do not let a node in, and no vault refuses for all")
  void address() {
    PolicyStanding silent = standing(false, Outcome.DID_NOT_ANSWER, Outcome.DID_NOT_ANSWER);
    assertThat(of(silent, asked(Answer.ADDRESS_REFUSED, Duration.ofSeconds(1))))
        .contains(Fault.ADDRESS_REFUSED);
    RootCheck notLetIn = check(1, Outcome.REFUSED, Optional.of("ForbiddenByFirewall"));
    assertThat(of(standing(false, notLetIn, check(2, Outcome.DID_NOT_ANSWER)), NOBODY_ASKED))
        .contains(Fault.ADDRESS_REFUSED);
    assertThat(of(standing(false, notLetIn, check(2, Outcome.REFUSED)), NOBODY_ASKED))
        .contains(Fault.REVOKED);
  }

  @Test
  @DisplayName(
      "is nobody's if a vault that was silent has answered since, unless the other refuses")
  void back() {
    assertThat(ofBack(Outcome.DID_NOT_ANSWER, Outcome.DID_NOT_ANSWER)).isEmpty();
    assertThat(ofBack(Outcome.DID_NOT_ANSWER, Outcome.REFUSED)).contains(Fault.REVOKED);
    assertThat(ofBack(Outcome.DID_NOT_ANSWER, Outcome.WRONG_ANSWER))
        .contains(Fault.VAULT_ANSWERS_WRONGLY);
  }

  private static Optional<Fault> ofBack(Outcome... checked) {
    return PolicyFault.of(
        standing(false, checked),
        NOBODY_ASKED,
        AvailabilityKey.PRESENT,
        check -> check.outcome() == Outcome.DID_NOT_ANSWER && check.slot() == 1);
  }

  @Test
  @DisplayName("is this node's if it lacks the availability key, also while vaults agree")
  void node() {
    PolicyStanding good = standing(false, Outcome.AGREES, Outcome.AGREES);
    assertThat(PolicyFault.of(good, NOBODY_ASKED, AvailabilityKey.MISSING, _ -> false))
        .contains(Fault.NODE_LACKS_KEYS);
    assertThat(PolicyFault.of(good, NOBODY_ASKED, AvailabilityKey.UNKNOWN, _ -> false))
        .contains(Fault.DATABASE_DOWN);
    assertThat(PolicyFault.of(good, NOBODY_ASKED, AvailabilityKey.PRESENT, _ -> false)).isEmpty();
  }
}
