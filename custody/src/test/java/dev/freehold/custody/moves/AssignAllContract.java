package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.owners.PolicyOwners;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving all mailboxes of a policy, on every database. */
abstract class AssignAllContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  AssignAllContract(Dialect dialect) {
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

  private static final int MANY = 2_000;

  private Map<UUID, WrappedOwnerKey> keysUnder(UUID policyId) {
    Map<UUID, WrappedOwnerKey> keys = new HashMap<>();
    fixture.database.read(tx -> PolicyOwners.keys(tx, policyId, new UUID(0, 0), MANY)).stream()
        .forEach(key -> keys.put(key.ownerKeyId(), key));
    return keys;
  }

  @Test
  @DisplayName("Two nodes share the move of thousands; each key moves once and is in a pack")
  void sharesTheWork() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.policy(PolicyKind.MAILBOX, "two", CHARLIE, DELTA);
    List<UUID> owners = fixture.mailboxes(MANY, Optional.of(one.id()));
    Map<UUID, WrappedOwnerKey> before = keysUnder(one.id());
    Job job = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    assertRefused(
        CustodyError.JOB_RUNNING,
        () -> fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN));
    Job done;
    try (JobRunner _ = fixture.runner(40);
        JobRunner _ = fixture.otherNode(40)) {
      done = fixture.finish(job);
    }
    assertThat(done.doneItems()).isEqualTo(MANY).isEqualTo(done.totalItems());
    assertThat(done.statement())
        .containsEntry("owners", Integer.toString(MANY))
        .containsEntry("ownersWhoseKeyDidNotOpen", "0");
    Map<UUID, WrappedOwnerKey> after = keysUnder(two.id());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(keysUnder(one.id())).isEmpty();
    after.forEach(
        (id, key) -> {
          assertThat(key.revision()).isEqualTo(2);
          assertThat(key.commitment()).isEqualTo(before.get(id).commitment());
        });
    assertThat(fixture.custody.bundle.packsOf(two.id())).hasSizeGreaterThanOrEqualTo(16);
    for (UUID owner : new HashSet<>(owners.subList(0, 40))) {
      WrappedOwnerKey key = fixture.keyOf(owner);
      assertThat(fixture.inBundle(key)).contains(key);
      assertThat(fixture.standing(owner).orderedPolicyId()).contains(two.id());
    }
    UUID some = fixture.keyOf(owners.getLast()).ownerKeyId();
    assertThat(fixture.opensBy(some, CHARLIE)).isTrue();
    assertThat(fixture.opensBy(some, DELTA)).isTrue();
  }

  @Test
  @DisplayName("A move of a policy to itself counts each mailbox once and comes to its end")
  void toItself() {
    Policy one = fixture.mailboxPolicy("one");
    fixture.mailboxes(48, Optional.of(one.id()));
    Map<UUID, WrappedOwnerKey> before = keysUnder(one.id());
    Job job = fixture.moves.assignAll(fixture.tenant, one.id(), one.id(), ADMIN);
    try (JobRunner _ = fixture.runner(1)) {
      assertThat(fixture.finish(job).doneItems()).isEqualTo(48);
    }
    assertThat(keysUnder(one.id())).isEqualTo(before);
  }

  @Test
  @DisplayName("Two nodes empty renewed keys, each key once")
  void emptiesOnce() {
    Policy all = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", CHARLIE, DELTA);
    List<UUID> old =
        fixture.mailboxes(48, Optional.empty()).stream()
            .map(owner -> fixture.keyOf(owner).ownerKeyId())
            .toList();
    old.forEach(key -> fixture.resealer.put(key, 1, 0));
    Job job = fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(all.id()), ADMIN);
    Job done;
    try (JobRunner _ = fixture.runner(5);
        JobRunner _ = fixture.otherNode(5)) {
      done = fixture.finish(job);
    }
    assertThat(done.doneItems()).isEqualTo(48).isEqualTo(done.totalItems());
    assertThat(old).allMatch(key -> fixture.resealer.attempts(key) == 1);
    assertThat(old).allMatch(key -> fixture.keyState(key).equals("DESTROYED"));
  }

  @Test
  @DisplayName("Only mailbox policies of the tenant take part")
  void refusals() {
    Policy one = fixture.mailboxPolicy("one");
    Policy all = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", CHARLIE, DELTA);
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    for (UUID target : List.of(all.id(), UUID.randomUUID())) {
      assertRefused(
          CustodyError.POLICY_NOT_FOUND,
          () -> fixture.moves.assignAll(fixture.tenant, one.id(), target, ADMIN));
      assertRefused(
          CustodyError.POLICY_NOT_FOUND,
          () -> fixture.moves.assignAll(fixture.tenant, target, one.id(), ADMIN));
    }
    assertRefused(
        CustodyError.POLICY_NOT_FOUND,
        () -> fixture.moves.assignAll(other, one.id(), one.id(), ADMIN));
  }
}
