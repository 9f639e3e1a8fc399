package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("When both roots of a mailbox fail")
class BothRootsFailTest {

  @TempDir private Path folder;
  private AccessHarness mail;

  @BeforeEach
  void open() {
    mail = AccessHarness.mail(folder);
  }

  @AfterEach
  void close() {
    mail.close();
  }

  @Test
  @DisplayName("fault 12: users are served by the availability key, each use logged with reason")
  void fault12_bothSilent() {
    mail.vaults.setBoth(Way.SILENT);
    mail.openNow(USER);
    mail.openNow(USER);
    assertThat(mail.availabilityUses("begin"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("adele");
              assertThat(entry.tenantId()).isEqualTo(mail.custody.tenant.id());
              assertThat(entry.details()).containsEntry("reason", "roots-did-not-answer");
            });
  }

  @Test
  @DisplayName("fault 13: users are refused with what to do; system work is finished")
  void fault13_bothRefuse() {
    mail.vaults.setBoth(Way.REFUSES);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    assertThat(mail.availabilityUses("begin")).isEmpty();
    mail.openNow(SYSTEM);
    assertThat(mail.availabilityUses("begin"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.actor()).isEqualTo("system:index");
              assertThat(entry.details()).containsEntry("reason", "system-work");
            });
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
  }

  @Test
  @DisplayName("a sweep between what the roots answered and its use hinders nobody")
  void sweptMeanwhile() {
    mail.restart(
        SETTINGS,
        new PolicyLocks(
            new ForwardingDatabase(mail.custody.database) {
              @Override
              public <R> R write(SqlWork<R> work) {
                mail.access.sweep();
                return super.write(work);
              }
            },
            mail.custody.ledger,
            mail.custody.clock));
    mail.vaults.setBoth(Way.REFUSES);
    mail.openNow(SYSTEM);
  }

  @Test
  @DisplayName("fault 14: one refuses, one is silent: users are refused, not proven deliberate")
  void fault14_mixed() {
    mail.vaults.set(ROOT_1, Way.REFUSES);
    mail.vaults.set(ROOT_2, Way.SILENT);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    mail.openNow(SYSTEM);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    assertThat(mail.entries("KeyUnwrap"))
        .anySatisfy(e -> assertThat(e.details()).containsEntry("failure", "REFUSED"))
        .anySatisfy(e -> assertThat(e.details()).containsEntry("failure", "DID_NOT_ANSWER"));
    assertThat(mail.entries("PolicyLocked")).hasSize(1);
  }

  @Test
  @DisplayName(
      "fault 52: one refuses, the other is silent: the policy is locked, and later silence of "
          + "both keeps it so")
  void fault52_oneRefusesTheOtherIsSilent() {
    mail.vaults.set(ROOT_1, Way.REFUSES);
    mail.vaults.set(ROOT_2, Way.SILENT);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    mail.vaults.setBoth(Way.SILENT);
    mail.time.advance(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    assertThat(mail.availabilityUses("begin")).isEmpty();
  }

  @Test
  @DisplayName("no user reads later than one lease, and a refusal ends the lease at its renewal")
  void revocationEndsTheLease() {
    mail.openNow(USER);
    mail.vaults.setBoth(Way.REFUSES);
    mail.time.advance(LEASE.dividedBy(2).minusNanos(1));
    mail.openNow(USER);
    mail.time.advance(Duration.ofNanos(1));
    mail.openNow(USER);
    Eventually.holds(
        "the renewal is refused and ends the lease", () -> mail.refusal(USER) == Reason.REFUSED);
  }

  @Test
  @DisplayName("a lease that nobody used ends on time")
  void unusedLeaseEnds() {
    mail.openNow(USER);
    mail.vaults.setBoth(Way.REFUSES);
    mail.time.advance(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
  }

  @Test
  @DisplayName("silence does not end a lease before its time")
  void silenceLetsTheLeaseRun() {
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    mail.time.advance(LEASE.dividedBy(2));
    mail.openNow(USER);
    Eventually.holds("both roots were asked", () -> mail.counted("did_not_answer") == 2);
    mail.openNow(USER);
    assertThat(mail.availabilityUses("begin")).isEmpty();
  }

  @Test
  @DisplayName("what the availability key gave ends for users as soon as a root is heard to refuse")
  void refusalEndsTheFallback() {
    mail.vaults.setBoth(Way.SILENT);
    mail.openNow(USER);
    mail.vaults.set(ROOT_1, Way.REFUSES);
    mail.time.advance(LEASE.dividedBy(2));
    mail.openNow(USER);
    Eventually.holds("the refusal is heard", () -> mail.refusal(USER) == Reason.REFUSED);
  }

  @Test
  @DisplayName("a renewal that fails is tried again after an eighth of the lease, not at each use")
  void spacesRenewals() {
    mail.openNow(USER);
    mail.vaults.setBoth(Way.SILENT);
    mail.time.advance(LEASE.dividedBy(2));
    mail.openNow(USER);
    Eventually.holds(
        "both roots were asked", () -> lastAnswer() == AccessStatus.Answer.DID_NOT_ANSWER);
    mail.time.advance(LEASE.dividedBy(8).minusNanos(1));
    mail.openNow(USER);
    mail.openNow(USER);
    assertThat(mail.vaults.underWay()).isZero();
    assertThat(mail.counted("did_not_answer")).isEqualTo(2);
    mail.time.advance(Duration.ofNanos(1));
    mail.openNow(USER);
    Eventually.holds("they were asked again", () -> mail.counted("did_not_answer") == 4);
  }

  private AccessStatus.Answer lastAnswer() {
    return mail.access.status(mail.policy.id()).orElseThrow().lastAnswer();
  }

  @Test
  @DisplayName("access that is given back works at once")
  void restores() {
    mail.vaults.setBoth(Way.REFUSES);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    mail.vaults.setBoth(Way.AGREES);
    mail.time.advance(SETTINGS.failureMemory());
    mail.openNow(USER);
  }

  @Test
  @DisplayName("clients that try again and again cause no vault calls and no ledger entries")
  void remembersAFailureForAMoment() {
    mail.vaults.setBoth(Way.REFUSES);
    for (int i = 0; i < 100; i++) {
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    }
    assertThat(mail.unwraps()).isEqualTo(2);
  }

  @Test
  @DisplayName("fault 25: a restart with both vaults down serves what the policy allows")
  void fault25_restartWithVaultsDown() {
    mail.vaults.setBoth(Way.SILENT);
    mail.restart(SETTINGS);
    mail.openNow(USER);
    mail.restart(SETTINGS);
    mail.vaults.setBoth(Way.REFUSES);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    mail.openNow(SYSTEM);
  }

  @Test
  @DisplayName("how long users went on after a root last agreed is kept, where any could")
  void measuredRevocation() {
    mail.vaults.setBoth(Way.REFUSES);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    assertThat(revocations()).as("nobody had the key").isEmpty();
    mail.vaults.setBoth(Way.AGREES);
    mail.time.advance(SETTINGS.failureMemory());
    mail.openNow(USER);
    mail.vaults.setBoth(Way.REFUSES);
    mail.time.advance(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    Eventually.holds("it is written, for which nobody waits", () -> !revocations().isEmpty());
    assertThat(revocations())
        .singleElement()
        .satisfies(last -> assertThat(last.after()).isEqualTo(LEASE));
    mail.vaults.setBoth(Way.AGREES);
    mail.time.advance(SETTINGS.failureMemory());
    mail.openNow(USER);
    assertThat(revocations()).as("stays when a root agrees again").hasSize(1);
  }

  private List<PolicyLockRows.Revocation> revocations() {
    Map<UUID, PolicyLockRows.Seen> seen =
        mail.custody.database.read(tx -> PolicyLockRows.seen(tx, mail.custody.tenant.id()));
    return seen.values().stream().flatMap(each -> each.revocation().stream()).toList();
  }
}
