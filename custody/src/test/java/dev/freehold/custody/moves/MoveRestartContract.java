package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PurgeRequest;
import dev.freehold.custody.purge.PurgeSteps;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves of one mailbox that are taken up again, and lists of owners, on every database. */
abstract class MoveRestartContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private MoveRestart restarts;
  private Policy one;
  private Policy two;

  MoveRestartContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    restarts = new MoveRestart(fixture.database, fixture.jobs);
    one = fixture.mailboxPolicy("one");
    two = fixture.mailboxPolicy("two");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Job assign(List<UUID> mailboxes, Policy policy) {
    return fixture.moves.assign(fixture.tenant, mailboxes, Optional.of(policy.id()), ADMIN);
  }

  private Job restart(UUID mailbox) {
    return restarts.restart(fixture.tenant, mailbox, ADMIN);
  }

  @Test
  @DisplayName("If everything is under its policy, there is nothing to restart")
  void notNeeded() {
    UUID mailbox = fixture.mailbox(Optional.of(one.id()));
    assertRefused(CustodyError.MOVE_NOT_NEEDED, () -> restart(mailbox));
    fixture.runToTheEnd(assign(List.of(mailbox), two));
    assertRefused(CustodyError.MOVE_NOT_NEEDED, () -> restart(mailbox));
    assertRefused(CustodyError.OWNER_NOT_FOUND, () -> restart(UUID.randomUUID()));
    assertRefused(
        CustodyError.OWNER_NOT_FOUND,
        () -> restarts.restart(UUID.randomUUID(), mailbox, "stranger"));
  }

  @Test
  @DisplayName("The answer is the job that moves the mailbox, and its pause ends")
  void goesOn() {
    UUID mailbox = fixture.mailbox(Optional.of(one.id()));
    Job move = assign(List.of(mailbox), two);
    assertThat(restart(mailbox).id()).isEqualTo(move.id());
    fixture.jobs.pause(fixture.tenant, move.id(), ADMIN);
    Job resumed = restart(mailbox);
    assertThat(resumed.id()).isEqualTo(move.id());
    assertThat(resumed.state()).isEqualTo(JobState.QUEUED);
    fixture.runToTheEnd(move);
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(two.id());
  }

  @Test
  @DisplayName(
      "A paused job for many mailboxes stays paused, and the one mailbox gets a job of its own")
  void pausedForMany() {
    List<UUID> mailboxes = fixture.mailboxes(2, Optional.of(one.id()));
    Job many = assign(mailboxes, two);
    fixture.jobs.pause(fixture.tenant, many.id(), ADMIN);
    Job own = restart(mailboxes.getFirst());
    assertThat(own.id()).isNotEqualTo(many.id());
    assertThat(own.subjectId()).isEqualTo(mailboxes.getFirst());
    fixture.runToTheEnd(own);
    assertThat(fixture.standing(mailboxes.getFirst()).policyId()).isEqualTo(two.id());
    assertThat(fixture.standing(mailboxes.getLast()).policyId()).isEqualTo(one.id());
    assertThat(fixture.jobs.get(fixture.tenant, many.id()).state()).isEqualTo(JobState.PAUSED);
  }

  @Test
  @DisplayName("Nothing is moved into a policy that is to be purged")
  void purgeRequested() {
    List<UUID> mailboxes = fixture.mailboxes(2, Optional.of(one.id()));
    fixture.jobs.pause(fixture.tenant, assign(mailboxes, two).id(), ADMIN);
    PurgeRequest leaving = new PurgeRequest("We leave", "Dana", ADMIN, Instant.EPOCH);
    boolean marked =
        RowSeals.of(fixture.database)
            .write(act -> fixture.database.write(tx -> marked(tx, act, leaving)));
    assertThat(marked).isTrue();
    assertRefused(CustodyError.POLICY_PURGE_REQUESTED, () -> restart(mailboxes.getFirst()));
  }

  private boolean marked(Handle tx, WriteAct act, PurgeRequest leaving) {
    long revision =
        tx.createQuery("SELECT key_revision FROM policies WHERE id = :id")
            .bind("id", two.id())
            .mapTo(long.class)
            .one();
    return new PurgeSteps(dialect).mark(tx, act, two.id(), revision, leaving);
  }

  @Test
  @DisplayName("A cancelled move is continued by a new job, under the assigned policy")
  void calledOff() {
    UUID mailbox = fixture.mailbox();
    fixture.resealer.put(fixture.keyOf(mailbox).ownerKeyId(), 3, 0);
    Job move = assign(List.of(mailbox), one);
    fixture.jobs.cancel(fixture.tenant, move.id(), ADMIN);
    Job again = restart(mailbox);
    assertThat(again.kind()).isEqualTo("assign");
    fixture.runToTheEnd(again);
    assertThat(fixture.standing(mailbox).isSettled()).isTrue();
    assertThat(fixture.standing(mailbox).policyId()).isEqualTo(one.id());
  }

  @Test
  @DisplayName("Content that an ended job left under a retired key is resealed by a new job")
  void leftUnderARetiredKey() {
    UUID mailbox = fixture.mailbox();
    UUID old = fixture.keyOf(mailbox).ownerKeyId();
    fixture.resealer.put(old, 5, 0);
    fixture.resealer.hinder(old);
    Job move = assign(List.of(mailbox), one);
    try (JobRunner _ = fixture.runner()) {
      fixture.awaitState(move, JobState.WAITING);
    }
    assertThat(restart(mailbox).id())
        .as("it waits, and is made to look again")
        .isEqualTo(move.id());
    fixture.jobs.cancel(fixture.tenant, move.id(), ADMIN);
    fixture.resealer.unhinder(old);
    Job again = restart(mailbox);
    assertThat(again.kind()).isEqualTo("empty");
    assertThat(again.totalItems()).isEqualTo(1);
    assertThat(restart(mailbox).id()).as("once").isEqualTo(again.id());
    fixture.runToTheEnd(again);
    assertThat(fixture.keyState(old)).isEqualTo("DESTROYED");
    assertThat(fixture.standing(mailbox).isSettled()).isTrue();
  }

  @Test
  @DisplayName("Owners are listed by their assigned policy, each with its own state")
  void lists() {
    List<UUID> ofOne = sorted(fixture.mailboxes(3, Optional.of(one.id())));
    List<UUID> uncovered = sorted(fixture.mailboxes(2, Optional.empty()));
    assign(ofOne.subList(2, 3), two);
    Map<UUID, OwnerStanding> standings =
        ofOne.stream().collect(Collectors.toMap(id -> id, fixture::standing));
    UUID start = new UUID(0, 0);
    fixture.database.read(
        tx -> {
          assertThat(OwnerLists.assignedTo(tx, fixture.tenant, Optional.of(one.id()), start, 9))
              .containsExactlyElementsOf(ofOne.subList(0, 2));
          assertThat(
                  OwnerLists.assignedTo(
                      tx, fixture.tenant, Optional.of(one.id()), ofOne.getFirst(), 1))
              .containsExactly(ofOne.get(1));
          assertThat(OwnerLists.assignedTo(tx, fixture.tenant, Optional.empty(), start, 9))
              .containsExactlyElementsOf(uncovered);
          assertThat(OwnerLists.assignedTo(tx, UUID.randomUUID(), Optional.empty(), start, 9))
              .isEmpty();
          assertThat(
                  OwnerLists.ordered(tx, fixture.tenant, List.of(ofOne.get(2), uncovered.get(0))))
              .isEqualTo(Map.of(ofOne.get(2), new OrderedPolicy(two.id(), "two")));
          assertThat(OwnerLists.standings(tx, fixture.tenant, ofOne)).isEqualTo(standings);
          assertThat(OwnerLists.standings(tx, UUID.randomUUID(), ofOne)).isEmpty();
          return null;
        });
  }

  private static List<UUID> sorted(List<UUID> ids) {
    return ids.stream().sorted(Comparator.comparing(UUID::toString)).toList();
  }

  @Test
  @DisplayName("The jobs that move many mailboxes are found at once")
  void progressOfMany() {
    MoveProgress progress = new MoveProgress(fixture.database, fixture.jobs);
    List<UUID> mailboxes = fixture.mailboxes(3, Optional.of(one.id()));
    Job first = assign(mailboxes.subList(0, 1), two);
    Job second = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    Map<UUID, Job> moving = progress.of(fixture.tenant, mailboxes);
    assertThat(moving.get(mailboxes.get(1)).id()).isEqualTo(second.id());
    assertThat(moving).containsOnlyKeys(mailboxes);
    assertThat(fixture.jobs.unfinished(fixture.tenant, mailboxes))
        .containsOnlyKeys(mailboxes.getFirst());
    assertThat(fixture.jobs.unfinished(fixture.tenant, mailboxes).get(mailboxes.getFirst()).id())
        .isEqualTo(first.id());
  }
}
