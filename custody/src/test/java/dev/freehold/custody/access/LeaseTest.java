package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.AccessStatus.Answer;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A lease")
@Order(1)
class LeaseTest {

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
  @DisplayName("gives the same key each time, for one vault call and one ledger entry")
  void oneCallForManyOpens() {
    int recordedBefore = mail.entries("KeyUnwrap").size();
    try (OwnerKey first = mail.access.open(mail.owner, USER)) {
      for (int i = 0; i < 1000; i++) {
        try (OwnerKey again = mail.access.open(mail.owner, USER)) {
          assertThat(again.key().sameAs(first.key())).isTrue();
        }
      }
    }
    assertThat(mail.unwraps()).isEqualTo(1);
    assertThat(mail.entries("KeyUnwrap")).hasSize(recordedBefore + 1);
    assertThat(mail.custody.meters.counter("freehold.key.opens", "cache", "hit").count())
        .isGreaterThanOrEqualTo(1000);
  }

  @Test
  @DisplayName("gives copies: closing one does not close the cached key")
  void givesCopies() {
    mail.openNow(USER);
    try (OwnerKey again = mail.access.open(mail.owner, USER)) {
      assertThat(again.key().sameAs(again.key())).isTrue();
      assertThat(again.tenantId()).isEqualTo(mail.custody.tenant.id());
      assertThat(again.keyId()).isEqualTo(mail.owner);
    }
  }

  @Test
  @DisplayName("opens every mailbox of a policy with one vault call")
  void oneCallForManyMailboxes() {
    List<UUID> mailboxes = Stream.generate(mail::newOwner).limit(50).toList();
    int before = mail.unwraps();
    mailboxes.forEach(id -> mail.access.open(id, USER).close());
    assertThat(mail.unwraps() - before).isEqualTo(1);
  }

  @Test
  @DisplayName("is renewed in its second half in the background, without a reader waiting")
  void renewsInTheBackground() {
    mail.openNow(USER);
    Duration slow = SETTINGS.rootTimeouts().secondRootDelay().dividedBy(2);
    mail.vaults.set(ROOT_1, Way.AGREES, slow);
    mail.vaults.set(ROOT_2, Way.AGREES, slow);
    mail.time.advance(LEASE.dividedBy(2));
    mail.openNow(USER);
    mail.openNow(USER);
    Eventually.holds(
        "a root is slow and the other would be asked later", () -> mail.time.waiting() == 2);
    mail.time.advance(slow);
    Eventually.holds("the lease goes on", () -> servesAfter(LEASE.minusSeconds(2)));
    assertThat(mail.unwraps()).isEqualTo(2);
  }

  private boolean servesAfter(Duration more) {
    long later = mail.time.getAsLong() + more.toNanos();
    return mail.access.leaseOf(mail.policy.id(), USER).serves(Requester.Kind.USER, later);
  }

  @Test
  @DisplayName("fault 35: ends when it should, however the wall clock jumps")
  void fault35_wallClockDoesNotMatter() {
    mail.openNow(USER);
    mail.custody.clock.advance(Duration.ofDays(1));
    mail.openNow(USER);
    mail.custody.clock.advance(Duration.ofDays(-2));
    mail.openNow(USER);
    assertThat(mail.unwraps()).isEqualTo(1);
    mail.time.advance(LEASE);
    mail.openNow(USER);
    assertThat(mail.unwraps()).isEqualTo(2);
  }

  @Test
  @DisplayName("that is over has its keys overwritten, used or not")
  void sweepsEndedLeases() {
    mail.openNow(USER);
    Lease lease = mail.access.leaseOf(mail.policy.id(), USER);
    mail.time.advance(LEASE);
    mail.access.sweep();
    assertThat(lease.depKeyIfOpen()).isEmpty();
    assertThat(mail.access.cachedOwnerKeys()).isZero();
    assertThat(mail.access.cachedPolicies()).isZero();
  }

  @Test
  @DisplayName("holds no more owner keys than its bound, and forgets the one used longest ago")
  void boundsOwnerKeys() {
    mail.restart(SETTINGS.holding(100, 2));
    UUID second = mail.newOwner();
    UUID third = mail.newOwner();
    mail.openNow(USER);
    mail.access.open(second, USER).close();
    mail.openNow(USER);
    mail.access.open(third, USER).close();
    assertThat(mail.access.cachedOwnerKeys()).isEqualTo(2);
    double missesBefore = mail.misses();
    mail.openNow(USER);
    assertThat(mail.misses()).isEqualTo(missesBefore);
    mail.access.open(second, USER).close();
    assertThat(mail.misses()).isEqualTo(missesBefore + 1);
  }

  @Test
  @DisplayName("of one policy too many replaces the lease that was unused longest")
  void boundsPolicies() {
    mail.restart(SETTINGS.holding(2, 10));
    Policy second = mail.newPolicy("second", PolicyKind.MAILBOX);
    Policy third = mail.newPolicy("third", PolicyKind.MAILBOX);
    mail.openNow(USER);
    Lease secondLease = mail.access.leaseOf(second.id(), USER);
    mail.time.advance(Duration.ofSeconds(1));
    mail.openNow(USER);
    Lease firstLease = mail.access.leaseOf(mail.policy.id(), USER);
    mail.access.leaseOf(third.id(), USER);
    assertThat(mail.access.cachedPolicies()).isEqualTo(2);
    assertThat(secondLease.depKeyIfOpen()).isEmpty();
    firstLease.depKeyIfOpen().orElseThrow().close();
  }

  @Test
  @DisplayName("serves a cached owner key for its own length only, then the key is read again")
  void readsOwnerKeysAgain() {
    mail.openNow(USER);
    double missesBefore = mail.misses();
    for (int i = 0; i < 3; i++) {
      mail.time.advance(LEASE.dividedBy(2).minusSeconds(1));
      mail.openNow(USER);
    }
    assertThat(mail.misses()).isEqualTo(missesBefore + 1);
  }

  @Test
  @DisplayName("ends on close, and nothing is given afterwards")
  void closes() {
    Lease lease = mail.access.leaseOf(mail.policy.id(), USER);
    mail.openNow(USER);
    mail.access.close();
    assertThat(lease.depKeyIfOpen()).isEmpty();
    assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
  }

  @Test
  @DisplayName(
      "also begins with a mere check of access, which copies nothing once the key is cached")
  void checksAccess() {
    mail.access.requireAccess(mail.owner, USER);
    double missesBefore = mail.misses();
    mail.access.requireAccess(mail.owner, USER);
    assertThat(mail.misses()).isEqualTo(missesBefore);
    mail.vaults.setBoth(Way.REFUSES);
    mail.time.advance(LEASE);
    assertThat(AccessHarness.refusal(() -> mail.access.requireAccess(mail.owner, USER)))
        .isEqualTo(Reason.REFUSED);
  }

  @Test
  @DisplayName("shows in the status of its policy, with its age and what was answered last")
  void hasAStatus() {
    assertThat(mail.access.status(mail.policy.id())).isEmpty();
    mail.openNow(USER);
    mail.time.advance(Duration.ofSeconds(7));
    AccessStatus agreed = mail.access.status(mail.policy.id()).orElseThrow();
    assertThat(agreed.lastAnswer()).isEqualTo(Answer.AGREED);
    assertThat(agreed.leaseAge()).contains(Duration.ofSeconds(7));
    assertThat(agreed.isByAvailabilityKey()).isFalse();

    mail.vaults.setBoth(Way.SILENT);
    mail.time.advance(LEASE);
    mail.openNow(USER);
    AccessStatus silent = mail.access.status(mail.policy.id()).orElseThrow();
    assertThat(silent.lastAnswer()).isEqualTo(Answer.DID_NOT_ANSWER);
    assertThat(silent.isByAvailabilityKey()).isTrue();

    mail.vaults.set(ROOT_2, Way.REFUSES);
    mail.time.advance(LEASE);
    mail.access.sweep();
    assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
    AccessStatus refused = mail.access.status(mail.policy.id()).orElseThrow();
    assertThat(refused)
        .isEqualTo(new AccessStatus(Answer.REFUSED, Duration.ZERO, Optional.empty(), false));
  }

  @Test
  @DisplayName("lends the policy's key to those who make owner keys, if there is one")
  void lendsThePolicysKey() {
    try (Key256 lent = mail.access.depKeys().withDepKey(mail.policy.id(), USER, Key256::copy)) {
      assertThat(lent.sameAs(lent)).isTrue();
    }
    assertThat(
            AccessHarness.refusal(
                () -> mail.access.depKeys().withDepKey(UUID.randomUUID(), USER, Key256::copy)))
        .isEqualTo(Reason.NO_SUCH_KEY);
    assertThat(AccessHarness.refusal(() -> mail.access.open(UUID.randomUUID(), USER)))
        .isEqualTo(Reason.NO_SUCH_KEY);
  }
}
