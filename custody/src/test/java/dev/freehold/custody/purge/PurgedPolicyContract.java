package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.PreparedOwnerKey;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyEdit;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused of a policy whose purge was requested, and what still works. */
abstract class PurgedPolicyContract {

  private static final CustodyError REFUSAL = CustodyError.POLICY_PURGE_REQUESTED;
  private static final PurgeWish WISH = new PurgeWish("We close down", "Ines Roth", false);

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private Policy leaving;
  private Policy other;

  PurgedPolicyContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    leaving = fixture.mailboxPolicy("leaving");
    other = fixture.policy(PolicyKind.MAILBOX, "other", CHARLIE, DELTA);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void requestPurge() {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    fixture.purges.request(fixture.tenant, leaving.id(), WISH, ADMIN);
  }

  private Job assign(Policy policy, UUID... mailboxes) {
    return fixture.moves.assign(
        fixture.tenant, List.of(mailboxes), Optional.of(policy.id()), ADMIN);
  }

  @Test
  @DisplayName(
      "It cannot be assigned to a mailbox, alone or among many, and no new one comes under it")
  void notAssigned() {
    UUID mailbox = fixture.mailbox();
    UUID another = fixture.mailbox(Optional.of(other.id()));
    requestPurge();
    assertRefused(REFUSAL, () -> assign(leaving, mailbox));
    assertRefused(REFUSAL, () -> assign(leaving, mailbox, another));
    assertRefused(
        REFUSAL, () -> fixture.moves.assignAll(fixture.tenant, other.id(), leaving.id(), ADMIN));
    assertRefused(REFUSAL, () -> fixture.mailbox(Optional.of(leaving.id())));
    assertThat(fixture.standing(another).targetPolicyId()).isEqualTo(other.id());
    assertThat(fixture.jobs.list(fixture.tenant, new UUID(0, 0), 10)).isEmpty();
  }

  @Test
  @DisplayName("A mailbox whose key was made before the request does not come under it after")
  void preparedBefore() {
    NewOwner owner = NewOwner.mailbox(fixture.tenant, UUID.randomUUID(), Optional.of(leaving.id()));
    PreparedOwnerKey prepared = fixture.ownerKeys.prepare(owner, SYSTEM);
    requestPurge();
    assertRefused(
        REFUSAL,
        () ->
            fixture.database.write(
                tx -> {
                  fixture.ownerKeys.insert(tx, prepared);
                  return null;
                }));
    assertThat(fixture.ownerKeys.standing(fixture.tenant, owner.ownerId())).isEmpty();
  }

  @Test
  @DisplayName("An order that was not carried out yet ends with the code; its mailbox stays")
  void orderedBefore() {
    UUID mailbox = fixture.mailbox(Optional.of(other.id()));
    Job job = assign(leaving, mailbox);
    requestPurge();
    try (JobRunner _ = fixture.runner()) {
      assertThat(fixture.awaitState(job, JobState.FAILED).code()).contains(REFUSAL.code());
    }
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(other.id());
    fixture.runToTheEnd(assign(other, mailbox));
    assertThat(fixture.standing(mailbox).isSettled()).isTrue();
  }

  @Test
  @DisplayName("Mailboxes of the same order that were assigned another policy since go there")
  void othersGoOn() {
    UUID stays = fixture.mailbox();
    UUID goes = fixture.mailbox();
    Job job = assign(leaving, stays, goes);
    assign(other, goes);
    requestPurge();
    try (JobRunner _ = fixture.runner()) {
      fixture.awaitState(job, JobState.FAILED);
    }
    assertThat(fixture.standing(goes).policyId()).isEqualTo(other.id());
    assertThat(fixture.standing(stays).kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
  }

  @Test
  @DisplayName("A reassignment of every mailbox stops, and those that stay are assigned as before")
  void reassignedBefore() {
    List<UUID> mailboxes = fixture.mailboxes(5, Optional.of(other.id()));
    Job job = fixture.moves.assignAll(fixture.tenant, other.id(), leaving.id(), ADMIN);
    requestPurge();
    try (JobRunner _ = fixture.runner(2)) {
      assertThat(fixture.awaitState(job, JobState.FAILED).code()).contains(REFUSAL.code());
    }
    for (UUID mailbox : mailboxes) {
      assertThat(fixture.standing(mailbox).policyId()).isEqualTo(other.id());
      assertThat(fixture.standing(mailbox).targetPolicyId()).isEqualTo(other.id());
    }
  }

  @Test
  @DisplayName(
      "If the request comes between the reading of a page and its commit, the page is not "
          + "committed")
  void betweenReadAndCommit() {
    UUID mailbox = fixture.mailbox(Optional.of(other.id()));
    Job job = assign(leaving, mailbox);
    try (JobRunner _ = fixture.interrupted(this::requestPurge)) {
      fixture.awaitState(job, JobState.FAILED);
    }
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(other.id());
    assertThat(fixture.policies.get(fixture.tenant, leaving.id()).state())
        .isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName("All content of a mailbox that is under it already comes under it")
  void contentGoesOn() {
    UUID mailbox = fixture.mailbox();
    UUID before = fixture.keyOf(mailbox).ownerKeyId();
    fixture.resealer.put(before, 7, 0);
    fixture.resealer.hinder(before);
    Job job = assign(leaving, mailbox);
    try (JobRunner _ = fixture.runner()) {
      Eventually.holds("a key of its own", () -> !fixture.keyState(before).equals("ACTIVE"));
      requestPurge();
      fixture.resealer.unhinder(before);
      fixture.finish(job);
    }
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(leaving.id());
    assertThat(fixture.standing(mailbox).isSettled()).isTrue();
    assertThat(fixture.keyState(before)).isEqualTo("DESTROYED");
  }

  @Test
  @DisplayName("It cannot be edited, its keys do not roll, and the cross-check continues")
  void notChanged() {
    requestPurge();
    assertRefused(
        REFUSAL,
        () ->
            fixture.policies.edit(
                fixture.tenant,
                leaving.id(),
                new PolicyEdit(Optional.empty(), Optional.of("new"), Optional.empty()),
                ADMIN));
    fixture.vaultsAgree(ALPHA, BRAVO);
    assertRefused(
        REFUSAL,
        () ->
            fixture.rolls.roll(
                fixture.tenant,
                leaving.id(),
                leaving.id(),
                new TreeMap<>(Map.of(1, Optional.empty())),
                ADMIN));
    assertRefused(
        REFUSAL, () -> fixture.rolls.rollAvailabilityKey(fixture.tenant, leaving.id(), ADMIN));
    fixture.vaults.set(ALPHA, Mood.SILENT);
    fixture.crossCheck.run();
    assertThat(fixture.crossCheck.latest(leaving.id())).hasSize(2);
    assertThat(fixture.crossCheck.silentVaults()).isEmpty();
  }

  @Test
  @DisplayName("A roll that was under way does not give it other keys")
  void rollUnderWay() {
    TreeMap<Integer, Optional<String>> keys = new TreeMap<>();
    keys.put(1, Optional.of(CHARLIE.toString()));
    Job job = fixture.rolls.roll(fixture.tenant, leaving.id(), leaving.id(), keys, ADMIN);
    requestPurge();
    try (JobRunner _ = fixture.runner()) {
      assertThat(fixture.awaitState(job, JobState.FAILED).code()).contains(REFUSAL.code());
    }
    assertThat(fixture.policies.get(fixture.tenant, leaving.id()).roots())
        .isEqualTo(leaving.roots());
  }

  @Test
  @DisplayName(
      "If the permission is given back its mail opens, but the request stands and no mail can "
          + "leave")
  void permissionBack() {
    UUID mailbox = fixture.mailbox(Optional.of(leaving.id()));
    UUID key = fixture.keyOf(mailbox).ownerKeyId();
    requestPurge();
    assertThatThrownBy(() -> fixture.openCold(key, USER)).isInstanceOf(KeyAccessException.class);
    fixture.vaultsAgree(ALPHA, BRAVO);
    try (OwnerKey opened = fixture.openCold(key, USER)) {
      assertThat(opened).isNotNull();
    }
    assertThat(fixture.policies.get(fixture.tenant, leaving.id()).state())
        .isEqualTo(PolicyState.PURGE_REQUESTED);
    assertRefused(REFUSAL, () -> assign(leaving, mailbox));
    assertRefused(CustodyError.POLICY_PURGE_REQUESTED, () -> assign(other, mailbox));
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(leaving.id());
  }
}
