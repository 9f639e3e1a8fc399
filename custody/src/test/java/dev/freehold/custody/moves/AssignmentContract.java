package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyEdit;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assigning policies to mailboxes, on every database. */
abstract class AssignmentContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  AssignmentContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Job assign(UUID mailbox, Optional<UUID> policy) {
    return fixture.moves.assign(fixture.tenant, List.of(mailbox), policy, ADMIN);
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, SERVICE_MANAGED",
    "false, true, MULTI_WORKLOAD",
    "true, false, MAILBOX",
    "true, true, MAILBOX"
  })
  @DisplayName("A mailbox's own policy comes before the tenant's, that before the service's")
  void precedence(boolean own, boolean tenantWide, PolicyKind expected) {
    UUID before = fixture.mailbox();
    Policy mailbox = fixture.mailboxPolicy("mail");
    Policy all =
        fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", MovesFixture.CHARLIE, MovesFixture.DELTA);
    Optional<UUID> ordered = own ? Optional.of(mailbox.id()) : Optional.empty();
    if (tenantWide) {
      fixture.runToTheEnd(
          fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(all.id()), ADMIN));
    }
    fixture.runToTheEnd(assign(before, ordered));
    for (UUID owner : List.of(before, fixture.mailbox(ordered))) {
      assertThat(fixture.standing(owner).kind()).isEqualTo(expected);
      assertThat(fixture.standing(owner).orderedPolicyId()).isEqualTo(ordered);
      assertThat(fixture.standing(owner).isSettled()).isTrue();
      fixture.openCold(fixture.standing(owner).keyId(), USER).close();
    }
  }

  @Test
  @DisplayName(
      "Moving from the service's keys to a customer's makes a new key and destroys the old one")
  void renewsTheKey() {
    UUID mailbox = fixture.mailbox();
    WrappedOwnerKey before = fixture.keyOf(mailbox);
    fixture.resealer.put(before.ownerKeyId(), 7, 0);
    Policy policy = fixture.mailboxPolicy("mail");
    Job job = fixture.runToTheEnd(assign(mailbox, Optional.of(policy.id())));
    WrappedOwnerKey after = fixture.keyOf(mailbox);
    assertThat(after.ownerKeyId()).isNotEqualTo(before.ownerKeyId());
    assertThat(after.generation()).isEqualTo(before.generation() + 1);
    assertThat(after.policyId()).isEqualTo(policy.id());
    assertThat(after.commitment()).isNotEqualTo(before.commitment());
    assertThat(fixture.resealer.under(after.ownerKeyId())).isEqualTo(7);
    assertThat(fixture.keyState(before.ownerKeyId())).isEqualTo("DESTROYED");
    assertThat(wrappedBytes(before.ownerKeyId())).isEmpty();
    assertThat(fixture.inBundle(before)).isEmpty();
    assertThat(fixture.inBundle(after)).contains(after);
    assertThatThrownBy(() -> fixture.openCold(before.ownerKeyId(), USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyAccessException.Reason.NO_SUCH_KEY));
    assertThat(fixture.opensBy(after.ownerKeyId(), MovesFixture.ALPHA)).isTrue();
    assertThat(fixture.opensBy(after.ownerKeyId(), MovesFixture.BRAVO)).isTrue();
    assertThat(job.doneItems()).isEqualTo(1).isEqualTo(job.totalItems());
    assertThat(job.doneBytes()).isEqualTo(70);
    assertThat(fixture.custody.entries("OwnerKeyDestroy")).hasSize(1);
    assertThat(fixture.custody.entries("PolicyAssign"))
        .singleElement()
        .satisfies(
            recorded -> {
              assertThat(recorded.entry().actor()).isEqualTo(ADMIN);
              assertThat(recorded.entry().objectId()).isEqualTo(policy.id().toString());
              assertThat(recorded.entry().details().get("mailboxes")).contains(mailbox.toString());
            });
  }

  private Optional<byte[]> wrappedBytes(UUID keyId) {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT wrapped_key FROM owner_keys WHERE id = :id")
                .bind("id", keyId)
                .map(row -> Optional.ofNullable(row.getColumn("wrapped_key", byte[].class)))
                .one());
  }

  @Test
  @DisplayName(
      "While content is under the old key, it still opens, and new content is under the new key")
  void emptiesBeforeItDestroys() {
    UUID mailbox = fixture.mailbox();
    UUID old = fixture.keyOf(mailbox).ownerKeyId();
    fixture.resealer.put(old, 2, 3);
    Policy policy = fixture.mailboxPolicy("mail");
    Job job = fixture.runToTheEnd(assign(mailbox, Optional.of(policy.id())));
    assertThat(fixture.keyState(old)).isEqualTo("RETIRED");
    assertThat(fixture.standing(mailbox).retiredKeyIds()).containsExactly(old);
    assertThat(fixture.standing(mailbox).isSettled()).isFalse();
    assertThat(job.statement()).containsEntry("keysKeptForDamagedObjects", "1");
    assertThat(fixture.custody.bundle.part(fixture.tenant, BundlePart.Kind.OWNER_KEY, old))
        .isNotNull();
    fixture.openCold(old, USER).close();
    assertThat(fixture.resealer.under(fixture.keyOf(mailbox).ownerKeyId())).isEqualTo(2);
  }

  @Test
  @DisplayName("Moving from one customer policy to another, or to none, only wraps the key again")
  void rewraps() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two =
        fixture.policy(PolicyKind.MAILBOX, "two", MovesFixture.CHARLIE, MovesFixture.DELTA);
    UUID mailbox = fixture.mailbox(Optional.of(one.id()));
    WrappedOwnerKey first = fixture.keyOf(mailbox);
    try (OwnerKey before = fixture.openCold(first.ownerKeyId(), USER)) {
      fixture.runToTheEnd(assign(mailbox, Optional.of(two.id())));
      WrappedOwnerKey second = fixture.keyOf(mailbox);
      assertWrappedAnew(first, second);
      assertThat(second.policyId()).isEqualTo(two.id());
      assertThat(fixture.opensBy(first.ownerKeyId(), MovesFixture.CHARLIE)).isTrue();
      assertThat(fixture.opensBy(first.ownerKeyId(), MovesFixture.ALPHA)).isFalse();
      // The vaults agree again, and the policy is locked no more.
      fixture.openCold(first.ownerKeyId(), USER).close();
      fixture.runToTheEnd(assign(mailbox, Optional.empty()));
      assertWrappedAnew(second, fixture.keyOf(mailbox));
      assertThat(fixture.standing(mailbox).kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
      try (OwnerKey after = fixture.openCold(first.ownerKeyId(), USER)) {
        assertThat(after.key().sameAs(before.key())).isTrue();
      }
    }
  }

  private void assertWrappedAnew(WrappedOwnerKey before, WrappedOwnerKey after) {
    assertThat(after.ownerKeyId()).isEqualTo(before.ownerKeyId());
    assertThat(after.commitment()).isEqualTo(before.commitment());
    assertThat(after.generation()).isEqualTo(before.generation());
    assertThat(after.revision()).isEqualTo(before.revision() + 1);
    assertThat(fixture.inBundle(after)).contains(after);
  }

  @Test
  @DisplayName("Many mailboxes are assigned by one order, each named in the ledger")
  void manyAtOnce() {
    Policy policy = fixture.mailboxPolicy("mail");
    List<UUID> all = fixture.mailboxes(60, Optional.empty());
    fixture.runToTheEnd(fixture.moves.assign(fixture.tenant, all, Optional.of(policy.id()), ADMIN));
    assertThat(all)
        .allSatisfy(
            owner -> {
              assertThat(fixture.standing(owner).policyId()).isEqualTo(policy.id());
              assertThat(fixture.standing(owner).isSettled()).isTrue();
            });
    String named =
        fixture.custody.entries("PolicyAssign").stream()
            .map(recorded -> recorded.entry().details().get("mailboxes"))
            .reduce("", (a, b) -> a + " " + b);
    assertThat(all).allSatisfy(owner -> assertThat(named).contains(owner.toString()));
    assertThat(countRows("move_owners")).isZero();
  }

  private long countRows(String table) {
    return fixture.database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  @Test
  @DisplayName(
      "If one mailbox is not the tenant's, or the policy cannot be assigned, nothing is ordered")
  void refusesWhole() {
    Policy policy = fixture.mailboxPolicy("mail");
    UUID mine = fixture.mailbox();
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    NewOwner theirs = NewOwner.mailbox(other, UUID.randomUUID(), Optional.empty());
    fixture.ownerKeys.create(theirs, CustodyFixture.SYSTEM);
    Optional<UUID> wanted = Optional.of(policy.id());
    assertRefused(CustodyError.OWNER_NOT_FOUND, List.of(mine, UUID.randomUUID()), wanted);
    assertRefused(CustodyError.OWNER_NOT_FOUND, List.of(mine, theirs.ownerId()), wanted);
    assertRefused(CustodyError.OWNER_NOT_FOUND, List.of(), wanted);
    assertRefused(CustodyError.POLICY_NOT_FOUND, List.of(mine), Optional.of(UUID.randomUUID()));
    fixture.policies.edit(
        fixture.tenant,
        policy.id(),
        new PolicyEdit(Optional.empty(), Optional.empty(), Optional.of(false)),
        ADMIN);
    assertRefused(CustodyError.POLICY_NOT_ASSIGNABLE, List.of(mine), wanted);
    assertThat(fixture.standing(mine).orderedPolicyId()).isEmpty();
    assertThat(fixture.jobs.list(fixture.tenant, new UUID(0, 0), 10)).isEmpty();
    assertThat(fixture.custody.entries("PolicyAssign")).isEmpty();
  }

  private void assertRefused(CustodyError error, List<UUID> mailboxes, Optional<UUID> policy) {
    assertThatThrownBy(() -> fixture.moves.assign(fixture.tenant, mailboxes, policy, ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  @DisplayName("A job whose target cannot be opened waits with the code and goes on when it can")
  void waitsForTheTarget() {
    UUID mailbox = fixture.mailbox();
    Policy policy = fixture.mailboxPolicy("mail");
    fixture.vaultsRefuse(MovesFixture.ALPHA, MovesFixture.BRAVO);
    fixture.hideAvailabilityKey(policy.id());
    Job job = assign(mailbox, Optional.of(policy.id()));
    try (JobRunner _ = fixture.runner()) {
      Job waiting = fixture.awaitState(job, JobState.WAITING);
      assertThat(waiting.code()).isNotEmpty();
      assertThat(fixture.standing(mailbox).kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
      assertThat(fixture.standing(mailbox).targetPolicyId()).isEqualTo(policy.id());
      fixture.vaultsAgree(MovesFixture.ALPHA, MovesFixture.BRAVO);
      fixture.finish(job);
    }
    fixture.showAvailabilityKey(policy.id());
    assertThat(fixture.standing(mailbox).isSettled()).isTrue();
  }

  @Test
  @DisplayName("A key that does not open is left where it is, counted, and delays no other")
  void damagedKeys() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    List<UUID> all = fixture.mailboxes(12, Optional.of(one.id()));
    UUID damaged = all.get(5);
    fixture.database.write(
        tx ->
            tx.createUpdate("UPDATE owner_keys SET generation = 77 WHERE owner_id = :id")
                .bind("id", damaged)
                .execute());
    Job job =
        fixture.runToTheEnd(fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN));
    assertThat(job.statement()).containsEntry("ownersWhoseKeyDidNotOpen", "1");
    assertThat(fixture.standing(damaged).policyId()).isEqualTo(one.id());
    assertThat(fixture.standing(damaged).orderedPolicyId()).contains(one.id());
    assertThat(all.stream().filter(owner -> !owner.equals(damaged)))
        .allSatisfy(o -> assertThat(fixture.standing(o).policyId()).isEqualTo(two.id()));
  }
}
