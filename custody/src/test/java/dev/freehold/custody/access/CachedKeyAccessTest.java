package dev.freehold.custody.access;

import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.FakeVaults.ROOT_1;
import static dev.freehold.custody.testing.FakeVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OwnerKeys;
import dev.freehold.custody.hierarchy.Policies;
import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.ManualTicker;
import dev.freehold.ledger.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Key access")
class CachedKeyAccessTest {

  private static final Duration LEASE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final FakeVaults vaults = new FakeVaults();
  private final ManualTicker ticker = new ManualTicker();
  private CustodyFixture custody;
  private CachedKeyAccess access;
  private OwnerKeys ownerKeys;
  private Policy policy;
  private UUID mailbox;
  private int unwrapsBefore;

  @BeforeEach
  void open() {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    start(settings(LEASE, 100));
    mailbox = ownerKeys.create(custody.tenant.id(), policy.id(), SYSTEM);
    restart(settings(LEASE, 100));
  }

  @AfterEach
  void close() {
    access.close();
    custody.close();
  }

  @Nested
  @DisplayName("while a root agrees")
  class Agreed {

    @Test
    @DisplayName("gives the same key each time, for one vault call and one ledger entry")
    void oneCallForManyOpens() {
      int recordedBefore = custody.entries("KeyUnwrap").size();
      try (OwnerKey first = access.open(mailbox, USER)) {
        for (int i = 0; i < 1000; i++) {
          try (OwnerKey again = access.open(mailbox, USER)) {
            assertThat(again.key().sameAs(first.key())).isTrue();
          }
        }
      }
      assertThat(unwraps()).isEqualTo(1);
      assertThat(custody.entries("KeyUnwrap")).hasSize(recordedBefore + 1);
      assertThat(custody.meters.counter("freehold.key.opens", "cache", "hit").count())
          .isGreaterThanOrEqualTo(1000);
    }

    @Test
    @DisplayName("gives a copy: closing it does not close the cached key")
    void givesCopies() {
      access.open(mailbox, USER).close();
      try (OwnerKey again = access.open(mailbox, USER)) {
        assertThat(again.key().sameAs(again.key())).isTrue();
        assertThat(again.tenantId()).isEqualTo(custody.tenant.id());
        assertThat(again.keyId()).isEqualTo(mailbox);
      }
    }

    @Test
    @DisplayName("opens every mailbox of a policy with one vault call")
    void oneCallForManyMailboxes() {
      List<UUID> mailboxes =
          Stream.generate(() -> ownerKeys.create(custody.tenant.id(), policy.id(), SYSTEM))
              .limit(50)
              .toList();
      mailboxes.forEach(id -> access.open(id, USER).close());
      assertThat(unwraps()).isEqualTo(1);
    }

    @Test
    @DisplayName("renews the lease in its second half in the background, without a reader waiting")
    void renewsInTheBackground() {
      access.open(mailbox, USER).close();
      var gate = vaults.closeGate();
      ticker.advance(LEASE.dividedBy(2));
      access.open(mailbox, USER).close();
      access.open(mailbox, USER).close();
      Eventually.holds("one renewal is under way", () -> unwraps() == 2);
      gate.countDown();
      Eventually.holds("the renewal is recorded", () -> custody.entries("KeyUnwrap").size() == 3);
      Eventually.holds("the lease goes on", () -> leaseServesAfter(LEASE.dividedBy(2)));
    }

    private boolean leaseServesAfter(Duration more) {
      long later = ticker.getAsLong() + more.toNanos();
      return access.leaseOf(policy.id(), USER).serves(Requester.Kind.USER, later);
    }

    @Test
    @DisplayName("asks again after the lease, however the wall clock jumps: fault 35")
    void fault35_wallClockDoesNotMatter() {
      access.open(mailbox, USER).close();
      custody.clock.advance(Duration.ofDays(1));
      access.open(mailbox, USER).close();
      assertThat(unwraps()).isEqualTo(1);
      custody.clock.advance(Duration.ofDays(-2));
      ticker.advance(LEASE);
      access.open(mailbox, USER).close();
      assertThat(unwraps()).isEqualTo(2);
    }

    @Test
    @DisplayName("overwrites keys when a lease ends, used or not")
    void sweepsEndedLeases() {
      access.open(mailbox, USER).close();
      Lease lease = access.leaseOf(policy.id(), USER);
      ticker.advance(LEASE);
      access.sweep();
      assertThat(lease.depKeyIfOpen()).isEmpty();
      assertThat(access.cachedOwnerKeys()).isZero();
      assertThat(access.cachedPolicies()).isZero();
    }

    @Test
    @DisplayName("holds no more owner keys than its bound, and forgets the one used longest ago")
    void boundsOwnerKeys() {
      restart(settings(LEASE, 2));
      UUID second = ownerKeys.create(custody.tenant.id(), policy.id(), SYSTEM);
      UUID third = ownerKeys.create(custody.tenant.id(), policy.id(), SYSTEM);
      access.open(mailbox, USER).close();
      access.open(second, USER).close();
      access.open(mailbox, USER).close();
      access.open(third, USER).close();
      assertThat(access.cachedOwnerKeys()).isEqualTo(2);
      double missesBefore = misses();
      access.open(mailbox, USER).close();
      assertThat(misses()).isEqualTo(missesBefore);
      access.open(second, USER).close();
      assertThat(misses()).isEqualTo(missesBefore + 1);
    }

    @Test
    @DisplayName("holds no more policies than its bound, and overwrites the key of the evicted")
    void boundsPolicies() {
      restart(LeaseSettings.withLease(LEASE).holding(1, 10));
      Policy other = custody.policy(vaults, "other");
      Lease first = access.leaseOf(policy.id(), USER);
      ticker.advance(Duration.ofSeconds(1));
      access.leaseOf(other.id(), USER);
      assertThat(access.cachedPolicies()).isEqualTo(1);
      assertThat(first.depKeyIfOpen()).isEmpty();
    }

    @Test
    @DisplayName("overwrites everything on close and gives nothing afterwards")
    void closes() {
      Lease lease = access.leaseOf(policy.id(), USER);
      access.open(mailbox, USER).close();
      access.close();
      assertThat(lease.depKeyIfOpen()).isEmpty();
      assertRefused(Reason.DID_NOT_ANSWER, USER);
    }

    private double misses() {
      return custody.meters.counter("freehold.key.opens", "cache", "miss").count();
    }
  }

  @Nested
  @DisplayName("when one root fails")
  class OneFails {

    @Test
    @DisplayName("fault 10: reads go on through the other; one event, one metric")
    void fault10_oneVaultDown() {
      vaults.set(ROOT_1, Mood.SILENT);
      openColdUntilAskedFirst(ROOT_1);
      var failed =
          custody.entries("KeyUnwrap").stream()
              .filter(recorded -> recorded.entry().outcome() == Outcome.FAILED)
              .toList();
      assertThat(failed).hasSize(1);
      assertThat(failed.getFirst().entry().details())
          .containsEntry("failure", "DID_NOT_ANSWER")
          .containsEntry("code", "timeout");
      assertThat(asks("did_not_answer")).isEqualTo(1);
      assertThat(custody.entries("FallbackToAvailabilityKey")).isEmpty();
    }

    @Test
    @DisplayName("fault 11: reads go on, and the tenant is warned of the refusing root")
    void fault11_oneVaultRefuses() {
      vaults.set(ROOT_2, Mood.REFUSES);
      openColdUntilAskedFirst(ROOT_2);
      var refused =
          custody.entries("KeyUnwrap").stream()
              .filter(recorded -> recorded.entry().outcome() == Outcome.REFUSED)
              .toList();
      assertThat(refused).hasSize(1);
      assertThat(refused.getFirst().entry().details())
          .containsKey("alert")
          .hasEntrySatisfying("rootKey", key -> assertThat(key).startsWith(ROOT_2.toString()));
    }

    @Test
    @DisplayName(
        "fault 16: a key that is not the one committed to is never used, and raises an alert")
    void fault16_wrongKeyIsNeverUsed() {
      vaults.set(ROOT_1, Mood.WRONG_KEY);
      try (OwnerKey sound = access.open(mailbox, USER)) {
        openColdUntilAskedFirst(ROOT_1);
        try (OwnerKey again = access.open(mailbox, USER)) {
          assertThat(again.key().sameAs(sound.key())).isTrue();
        }
      }
      assertThat(custody.entries("KeyUnwrap"))
          .anySatisfy(
              recorded ->
                  assertThat(recorded.entry().details())
                      .containsEntry("code", "commitment-mismatch")
                      .containsKey("alert"));
    }

    /** The first root is chosen at random; 64 cold opens all miss one with probability 2^-64. */
    private void openColdUntilAskedFirst(RootKeyUri root) {
      for (int i = 0; i < 64; i++) {
        ticker.advance(LEASE);
        int before = unwraps();
        access.open(mailbox, USER).close();
        if (unwraps() - before == 2) {
          return;
        }
      }
      throw new AssertionError(root + " was never asked first");
    }
  }

  @Nested
  @DisplayName("when both roots fail")
  class BothFail {

    @Test
    @DisplayName("fault 12: users are served by the availability key, each use logged with reason")
    void fault12_bothSilent() {
      vaults.setBoth(Mood.SILENT);
      access.open(mailbox, USER).close();
      access.open(mailbox, USER).close();
      var uses = custody.entries("FallbackToAvailabilityKey");
      assertThat(uses).hasSize(1);
      assertThat(uses.getFirst().entry().actor()).isEqualTo("adele");
      assertThat(uses.getFirst().entry().details())
          .containsEntry("activity", "Fallback to Availability Key")
          .containsEntry("policyId", policy.id().toString())
          .containsEntry("firstRoot", "DID_NOT_ANSWER timeout")
          .containsKeys("scopeKeyVersionId", "requestId", "workload");
    }

    @Test
    @DisplayName("fault 13: users are refused with what to do; system work is finished")
    void fault13_bothRefuse() {
      vaults.setBoth(Mood.REFUSES);
      assertRefused(Reason.REFUSED, USER);
      assertThat(custody.entries("FallbackToAvailabilityKey")).isEmpty();
      access.open(mailbox, SYSTEM).close();
      assertThat(custody.entries("FallbackToAvailabilityKey")).hasSize(1);
      assertThat(custody.entries("FallbackToAvailabilityKey").getFirst().entry().actor())
          .isEqualTo("system:index");
      assertRefused(Reason.REFUSED, USER);
    }

    @Test
    @DisplayName("fault 14: one refuses, one is silent: users are refused, not proven deliberate")
    void fault14_mixed() {
      vaults.set(ROOT_1, Mood.REFUSES);
      vaults.set(ROOT_2, Mood.SILENT);
      assertRefused(Reason.REFUSED, USER);
      access.open(mailbox, SYSTEM).close();
      assertRefused(Reason.REFUSED, USER);
    }

    @Test
    @DisplayName("fault 16: wrong answers serve no user and are told apart from a refusal")
    void fault16_bothWrong() {
      vaults.setBoth(Mood.WRONG_KEY);
      assertRefused(Reason.WRONG_ANSWER, USER);
    }

    @Test
    @DisplayName("no user reads later than one lease, and the refusal ends a lease at its renewal")
    void revocationEndsTheLease() {
      access.open(mailbox, USER).close();
      vaults.setBoth(Mood.REFUSES);
      ticker.advance(LEASE.dividedBy(2).minusNanos(1));
      access.open(mailbox, USER).close();
      ticker.advance(Duration.ofNanos(1));
      access.open(mailbox, USER).close();
      Eventually.holds("the renewal is refused and ends the lease", this::userIsRefused);
    }

    @Test
    @DisplayName("a lease that nobody used ends on time")
    void unusedLeaseEnds() {
      access.open(mailbox, USER).close();
      vaults.setBoth(Mood.REFUSES);
      ticker.advance(LEASE);
      assertRefused(Reason.REFUSED, USER);
    }

    @Test
    @DisplayName("silence does not end a lease before its time")
    void silenceLetsTheLeaseRun() {
      access.open(mailbox, USER).close();
      vaults.setBoth(Mood.SILENT);
      ticker.advance(LEASE.dividedBy(2));
      access.open(mailbox, USER).close();
      Eventually.holds("both roots were asked", () -> asks("did_not_answer") == 2);
      access.open(mailbox, USER).close();
      assertThat(custody.entries("FallbackToAvailabilityKey")).isEmpty();
    }

    @Test
    @DisplayName("access that is given back works at once")
    void restores() {
      vaults.setBoth(Mood.REFUSES);
      assertRefused(Reason.REFUSED, USER);
      vaults.setBoth(Mood.AGREES);
      ticker.advance(Duration.ofMillis(250));
      access.open(mailbox, USER).close();
    }

    @Test
    @DisplayName("those who try again and again cost the vaults and the ledger nothing")
    void remembersAFailureForAMoment() {
      vaults.setBoth(Mood.REFUSES);
      for (int i = 0; i < 100; i++) {
        assertRefused(Reason.REFUSED, USER);
      }
      assertThat(unwraps()).isEqualTo(2);
    }

    @Test
    @DisplayName("fault 25: a restart with both vaults down serves what the policy allows")
    void fault25_restartWithVaultsDown() {
      vaults.setBoth(Mood.SILENT);
      restart(settings(LEASE, 100));
      access.open(mailbox, USER).close();
      restart(settings(LEASE, 100));
      vaults.setBoth(Mood.REFUSES);
      assertRefused(Reason.REFUSED, USER);
    }

    private boolean userIsRefused() {
      try {
        access.open(mailbox, USER).close();
        return false;
      } catch (KeyAccessException e) {
        return e.reason() == Reason.REFUSED;
      }
    }
  }

  @Test
  @DisplayName("A use that cannot be recorded is not granted")
  void unrecordedUsesAreRefused() {
    custody.database.write(tx -> tx.execute("DROP TABLE ledger_entry"));
    assertRefused(Reason.NOT_RECORDED, USER);
    vaults.setBoth(Mood.SILENT);
    ticker.advance(Duration.ofSeconds(1));
    assertRefused(Reason.NOT_RECORDED, SYSTEM);
  }

  @Test
  @DisplayName("An owner key or policy that does not exist is not found")
  void unknownKeysAreNotFound() {
    assertThatThrownBy(() -> access.open(UUID.randomUUID(), USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_KEY));
    assertThatThrownBy(() -> access.depKeys().withDepKey(UUID.randomUUID(), USER, Key256::copy))
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_KEY));
  }

  @Test
  @DisplayName("fault 06: two wrapped forms of two keys: the false one opens nothing and is told")
  void fault06_wrappedFormsDiffer() {
    Policy other = custody.policy(vaults, "other");
    replaceWrappedKey(2, other);
    for (int i = 0; i < 16; i++) {
      ticker.advance(LEASE);
      access.open(mailbox, USER).close();
    }
    replaceWrappedKey(1, other);
    ticker.advance(LEASE);
    assertRefused(Reason.WRONG_ANSWER, USER);
    assertThat(custody.entries("KeyUnwrap"))
        .anySatisfy(e -> assertThat(e.entry().details()).containsKey("alert"));
  }

  private void replaceWrappedKey(int slot, Policy other) {
    custody.database.write(
        tx ->
            tx.createUpdate(
                    """
                    UPDATE policy_roots SET wrapped_key =
                      (SELECT wrapped_key FROM policy_roots WHERE policy_id = :other
                        AND slot = :slot)
                    WHERE policy_id = :id AND slot = :slot\
                    """)
                .bind("other", other.id())
                .bind("slot", slot)
                .bind("id", policy.id())
                .execute());
  }

  @Test
  @DisplayName("A wrapped owner key that was moved to another row does not open")
  void movedOwnerKeysDoNotOpen() {
    UUID other = ownerKeys.create(custody.tenant.id(), policy.id(), SYSTEM);
    custody.database.write(
        tx ->
            tx.createUpdate(
                    """
                    UPDATE owner_keys SET wrapped_key =
                      (SELECT wrapped_key FROM owner_keys WHERE id = :other) WHERE id = :id\
                    """)
                .bind("other", other)
                .bind("id", mailbox)
                .execute());
    assertRefused(Reason.WRONG_ANSWER, USER);
  }

  private void assertRefused(Reason reason, Requester requester) {
    assertThatThrownBy(() -> access.open(mailbox, requester))
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private int unwraps() {
    return vaults.unwraps() - unwrapsBefore;
  }

  private double asks(String result) {
    return custody.meters.counter("freehold.key.root.unwraps", "result", result).count();
  }

  private static LeaseSettings settings(Duration lease, int maxOwnerKeys) {
    return LeaseSettings.withLease(lease).holding(100, maxOwnerKeys);
  }

  private void start(LeaseSettings settings) {
    Policies policies = custody.policies(vaults);
    policy = custody.policy(vaults, "mail");
    access = custody.access(vaults, settings, ticker);
    ownerKeys = custody.ownerKeys(policies, access);
    unwrapsBefore = vaults.unwraps();
  }

  private void restart(LeaseSettings settings) {
    access.close();
    access = custody.access(vaults, settings, ticker);
    ownerKeys = custody.ownerKeys(custody.policies(vaults), access);
    unwrapsBefore = vaults.unwraps();
  }
}
