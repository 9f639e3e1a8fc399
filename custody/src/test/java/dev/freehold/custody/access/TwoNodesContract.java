package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.SqlWork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one node learns of another through their database. */
abstract class TwoNodesContract {

  private final Dialect dialect;
  @TempDir private Path folder;

  TwoNodesContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @Test
  @DisplayName("fault 49: once one node was refused, no node stores a user's content, lease or not")
  void fault49_noWriteUnderARevokedPolicy() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      other.open(mail.owner, USER).close();
      mail.vaults.setBoth(Way.REFUSES);
      assertThat(mail.sealRefusal(other, USER)).isNull();
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);

      other.open(mail.owner, USER).close();
      assertThat(mail.sealRefusal(other, USER)).isEqualTo(Reason.REFUSED);
      assertThat(mail.sealRefusal(other, SYSTEM)).isNull();
      mail.time.advance(LEASE);
      assertThat(refusal(mail, other)).isEqualTo(Reason.REFUSED);
      assertThat(mail.entries("PolicyLocked"))
          .singleElement()
          .satisfies(entry -> assertThat(entry.details()).containsKey("alert"));

      mail.vaults.setBoth(Way.AGREES);
      mail.time.advance(SETTINGS.failureMemory());
      mail.openNow(USER);
      assertThat(mail.sealRefusal(other, USER)).isNull();
      assertThat(mail.entries("PolicyUnlocked")).hasSize(1);
    }
  }

  @Test
  @DisplayName("fault 51: what one node heard refused no node reads when the vaults fall silent")
  void fault51_lockedForAllNodes() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      mail.vaults.setBoth(Way.SILENT);
      other.open(mail.owner, USER).close();
      mail.vaults.setBoth(Way.REFUSES);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      nextLease(mail, Way.SILENT);
      for (int minute = 0; minute < 10; minute++) {
        mail.custody.clock.advance(Duration.ofMinutes(1));
        mail.time.advance(LEASE);
        assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
        assertThat(refusal(mail, other)).isEqualTo(Reason.REFUSED);
        mail.openNow(SYSTEM);
        other.open(mail.owner, SYSTEM).close();
      }
      assertThat(mail.alerts()).containsExactly("bridged", "locked");

      nextLease(mail, Way.AGREES);
      other.open(mail.owner, USER).close();
      assertThat(mail.entries("AvailabilityKeyStandsInNoLonger"))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.details())
                      .containsEntry("why", "locked")
                      .containsEntry("uses", "20"));
      nextLease(mail, Way.SILENT);
      mail.openNow(USER);
    }
  }

  @Test
  @DisplayName("a node whose address vaults do not let in reads nothing and locks nothing")
  void notLetIn() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      other.open(mail.owner, USER).close();
      mail.vaults.setBoth(Way.NOT_LET_IN);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.ADDRESS_REFUSED);
      mail.openNow(SYSTEM);
      assertThat(mail.sealRefusal(other, USER)).isNull();
      assertThat(mail.entries("PolicyLocked")).isEmpty();

      // The other node is let in, so this one's address says nothing to it when vaults are down.
      nextLease(mail, Way.AGREES);
      other.open(mail.owner, USER).close();
      mail.custody.clock.advance(Duration.ofMinutes(2));
      mail.vaults.setBoth(Way.NOT_LET_IN);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.ADDRESS_REFUSED);
      nextLease(mail, Way.SILENT);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
      other.open(mail.owner, USER).close();
    }
  }

  @Test
  @DisplayName(
      "vaults that are closed to every address and fall silent then are bridged by no node")
  void closedToAll() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      other.open(mail.owner, USER).close();
      mail.vaults.setBoth(Way.NOT_LET_IN);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.ADDRESS_REFUSED);
      nextLease(mail, Way.SILENT);
      assertThat(refusal(mail, other)).isEqualTo(Reason.DID_NOT_ANSWER);
      mail.restart(SETTINGS);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);

      nextLease(mail, Way.AGREES);
      other.open(mail.owner, USER).close();
      nextLease(mail, Way.SILENT);
      mail.openNow(USER);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("a root that refuses locks all nodes, though the other does not let in the address")
  void refusalBesideAnAddress(boolean isFirst) {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      other.open(mail.owner, USER).close();
      mail.vaults.set(ROOT_1, isFirst ? Way.REFUSES : Way.NOT_LET_IN);
      mail.vaults.set(ROOT_2, isFirst ? Way.NOT_LET_IN : Way.REFUSES);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      assertThat(mail.entries("PolicyLocked")).hasSize(1);
      assertThat(mail.sealRefusal(other, USER)).isEqualTo(Reason.REFUSED);
    }
  }

  @Test
  @DisplayName("an address that one vault does not let in is not bridged while the other is silent")
  void addressBesideSilence() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      mail.vaults.set(ROOT_1, Way.NOT_LET_IN);
      mail.vaults.set(ROOT_2, Way.SILENT);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(mail.entries("PolicyLocked")).isEmpty();
      nextLease(mail, Way.SILENT);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.DID_NOT_ANSWER);
      assertThat(refusal(mail, other)).isEqualTo(Reason.DID_NOT_ANSWER);
    }
  }

  @Test
  @DisplayName("a policy that is locked stays locked when vaults do not let in the address")
  void addressAfterALock() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      mail.vaults.setBoth(Way.REFUSES);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      for (Way way : List.of(Way.NOT_LET_IN, Way.SILENT)) {
        nextLease(mail, way);
        assertThat(mail.refusal(USER)).as("%s", way).isEqualTo(Reason.REFUSED);
        assertThat(refusal(mail, other)).as("%s", way).isEqualTo(Reason.REFUSED);
      }
      assertThat(mail.entries("PolicyUnlocked")).isEmpty();
    }
  }

  @Test
  @DisplayName("fault 49: files are locked for the system too, but for a recovery")
  void fault49_files() {
    try (AccessHarness files = new AccessHarness(dialect, folder, PolicyKind.FILE);
        CachedKeyAccess other = another(files)) {
      other.open(files.owner, SYSTEM).close();
      files.vaults.setBoth(Way.REFUSES);
      assertThat(files.refusal(SYSTEM)).isEqualTo(Reason.REFUSED);
      assertThat(files.sealRefusal(other, USER)).isEqualTo(Reason.REFUSED);
      assertThat(files.sealRefusal(other, SYSTEM)).isEqualTo(Reason.REFUSED);
      files.recover(files.policy.id(), true);
      assertThat(files.sealRefusal(other, USER)).isNull();
      assertThat(files.sealRefusal(other, SYSTEM)).isNull();
    }
  }

  @Test
  @DisplayName(
      "fault 49: a node in whose memory a key is follows it to its new policy in one lease")
  void fault49_boundedStaleness() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX);
        CachedKeyAccess other = another(mail)) {
      other.open(mail.owner, USER).close();
      Policy next = mail.newPolicy("next", PolicyKind.MAILBOX);
      rewrap(mail, next);
      for (int i = 0; i < 4; i++) {
        assertThat(other.status(next.id())).isEmpty();
        other.open(mail.owner, USER).close();
        mail.time.advance(LEASE.dividedBy(4));
      }
      other.open(mail.owner, USER).close();
      assertThat(other.status(next.id())).isPresent();
    }
  }

  @Test
  @DisplayName("access is refused if the lock cannot be written, silence or not, until it can be")
  void refusedWithoutALock() {
    try (AccessHarness mail = new AccessHarness(dialect, folder, PolicyKind.MAILBOX)) {
      AtomicBoolean broken = new AtomicBoolean(true);
      mail.restart(
          SETTINGS,
          new PolicyLocks(failing(mail, broken), mail.custody.ledger, mail.custody.clock));
      mail.vaults.setBoth(Way.REFUSES);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      assertThat(mail.custody.meters.counter("freehold.key.lock.failures").count()).isEqualTo(1);
      nextLease(mail, Way.SILENT);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      assertThat(mail.entries("PolicyLocked")).isEmpty();

      broken.set(false);
      mail.time.advance(LEASE);
      assertThat(mail.refusal(USER)).isEqualTo(Reason.REFUSED);
      assertThat(mail.entries("PolicyLocked")).hasSize(1);
    }
  }

  private static Database failing(AccessHarness harness, AtomicBoolean broken) {
    return new ForwardingDatabase(harness.custody.database) {
      @Override
      public <R> R write(SqlWork<R> work) {
        if (broken.get()) {
          throw new IllegalStateException("this disk is full");
        }
        return super.write(work);
      }
    };
  }

  /** What both vaults do from now on, when no lease from before is left. */
  private static void nextLease(AccessHarness mail, Way way) {
    mail.vaults.setBoth(way);
    mail.time.advance(LEASE);
  }

  private static Reason refusal(AccessHarness mail, CachedKeyAccess other) {
    return AccessHarness.refusal(() -> other.open(mail.owner, USER).close());
  }

  private static CachedKeyAccess another(AccessHarness harness) {
    return harness.newAccess(SETTINGS, Executors.newVirtualThreadPerTaskExecutor());
  }

  private static void rewrap(AccessHarness mail, Policy next) {
    KeyWrap wrap = new KeyWrap(SUITE);
    try (OwnerKey owner = mail.access.open(mail.owner, SYSTEM);
        Key256 parent = mail.access.depKeys().withDepKey(next.id(), SYSTEM, Key256::copy)) {
      byte[] wrapped =
          wrap.wrap(
              parent,
              owner.key(),
              new KeyContext(owner.tenantId(), next.id(), owner.keyId(), owner.generation()));
      mail.custody.database.write(
          tx ->
              tx.createUpdate(
                      """
                      UPDATE owner_keys SET policy_id = :policyId, wrapped_key = :wrapped
                      WHERE id = :id\
                      """)
                  .bind("policyId", next.id())
                  .bind("wrapped", wrapped)
                  .bind("id", mail.owner)
                  .execute());
    }
  }
}
