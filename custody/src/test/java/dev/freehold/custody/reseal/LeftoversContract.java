package dev.freehold.custody.reseal;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.moves.MoveProgress;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retired keys that jobs left over, and which job moves whom, on every database. */
abstract class LeftoversContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private MoveProgress progress;

  LeftoversContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    progress = new MoveProgress(fixture.database, fixture.jobs);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** What a node orders that looks so much later. */
  private int lookAfter(Duration later) {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    return new Leftovers(fixture.database, fixture.jobs, clock, Duration.ofDays(1)).run();
  }

  private Job newestJob() {
    return fixture.jobs.list(fixture.tenant, new UUID(0, 0), 1).getFirst();
  }

  private Job runLeftovers() {
    Job job = newestJob();
    assertThat(job.kind()).isEqualTo("empty");
    return fixture.runToTheEnd(job);
  }

  private Job assign(UUID mailbox, Optional<UUID> policyId) {
    return fixture.moves.assign(fixture.tenant, List.of(mailbox), policyId, ADMIN);
  }

  private UUID keyId(UUID mailbox) {
    return fixture.keyOf(mailbox).ownerKeyId();
  }

  @Test
  @DisplayName("Keys of a move that failed are emptied by another job, ordered once, at once")
  void ofAFailedMove() {
    Policy policy = fixture.mailboxPolicy("one");
    List<UUID> mailboxes = fixture.mailboxes(3, Optional.empty());
    List<UUID> old = mailboxes.stream().map(this::keyId).toList();
    old.forEach(keyId -> fixture.resealer.put(keyId, 5, 0));
    old.forEach(fixture.resealer::hinder);
    Job move = fixture.moves.assign(fixture.tenant, mailboxes, Optional.of(policy.id()), ADMIN);
    try (JobRunner _ = fixture.runner()) {
      fixture.awaitState(move, JobState.WAITING);
      assertThat(progress.of(fixture.tenant, mailboxes.getFirst()).map(Job::id))
          .contains(move.id());
      assertThat(lookAfter(Duration.ofDays(2))).as("the move still has them").isZero();
    }
    fail(move);
    old.forEach(fixture.resealer::unhinder);
    assertThat(lookAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(lookAfter(Duration.ofDays(2))).as("one job at a time").isZero();
    assertThat(newestJob().totalItems()).isEqualTo(3);
    assertThat(progress.of(fixture.tenant, mailboxes.getFirst()).map(Job::kind)).contains("empty");
    assertThat(runLeftovers().doneItems()).isEqualTo(3);
    assertThat(old).allSatisfy(keyId -> assertThat(fixture.keyState(keyId)).isEqualTo("DESTROYED"));
    assertThat(lookAfter(Duration.ofDays(2))).isZero();
  }

  @Test
  @DisplayName("A cancelled move leaves neither bundle parts of destroyed keys nor names of owners")
  void calledOff() {
    Policy policy = fixture.mailboxPolicy("one");
    UUID mailbox = fixture.mailbox();
    UUID old = keyId(mailbox);
    fixture.resealer.put(old, 1, 0);
    BundlePart part = new BundlePart(fixture.tenant, BundlePart.Kind.OWNER_KEY, old);
    assertThat(fixture.custody.bundle.copiesOf(part)).isNotEmpty();
    Job move = assign(mailbox, Optional.of(policy.id()));
    AtomicBoolean done = new AtomicBoolean();
    Runnable callOff =
        () -> {
          if (fixture.keyState(old).equals("DESTROYED") && !done.getAndSet(true)) {
            fixture.jobs.cancel(fixture.tenant, move.id(), ADMIN);
          }
        };
    try (JobRunner _ = fixture.betweenSteps(callOff)) {
      fixture.awaitState(move, JobState.CANCELLED);
    }
    assertThat(fixture.custody.bundle.copiesOf(part)).isEmpty();
    assertThat(fixture.custody.entries("OwnerKeyDestroy")).hasSize(1);
    assertThat(namesOf(move)).isEqualTo(1);
    assertThat(lookAfter(Duration.ZERO)).isZero();
    assertThat(namesOf(move)).isZero();
  }

  private int namesOf(Job job) {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM move_owners WHERE job_id = :id")
                .bind("id", job.id())
                .mapTo(Integer.class)
                .one());
  }

  private void fail(Job job) {
    fixture.database.write(
        tx -> {
          tx.execute("DELETE FROM scheduled_tasks");
          return tx.createUpdate(
                  "UPDATE jobs SET state = 'FAILED', failure_code = 'x', failure_reason = 'y',"
                      + " ended_at = :now WHERE id = :id")
              .bind("now", Clock.systemUTC().instant())
              .bind("id", job.id())
              .execute();
        });
  }

  @Test
  @DisplayName(
      "A key kept for damaged objects is tried once a day, and goes when they are repaired")
  void keptForDamage() {
    Policy policy = fixture.mailboxPolicy("one");
    UUID mailbox = fixture.mailbox();
    UUID old = keyId(mailbox);
    fixture.resealer.put(old, 4, 2);
    fixture.runToTheEnd(assign(mailbox, Optional.of(policy.id())));
    assertThat(fixture.keyState(old)).isEqualTo("RETIRED");
    assertThat(lookAfter(Duration.ofHours(23))).as("not yet").isZero();

    assertThat(lookAfter(Duration.ofHours(25))).isEqualTo(1);
    assertThat(runLeftovers().statement()).containsEntry("keysKeptForDamagedObjects", "1");
    assertThat(fixture.resealer.rechecks(old)).isEqualTo(1);
    assertThat(fixture.keyState(old)).isEqualTo("RETIRED");
    assertThat(lookAfter(Duration.ofHours(23))).as("no busy loop").isZero();

    fixture.resealer.repair(old);
    assertThat(lookAfter(Duration.ofHours(25))).isEqualTo(1);
    assertThat(runLeftovers().statement()).containsEntry("keysKeptForDamagedObjects", "0");
    assertThat(fixture.keyState(old)).isEqualTo("DESTROYED");
    assertThat(fixture.resealer.under(keyId(mailbox))).isEqualTo(6);
    assertThat(lookAfter(Duration.ofDays(9))).isZero();
  }

  @Test
  @DisplayName("Several retired keys of one mailbox are emptied one after the other")
  void severalKeysOfOne() {
    Policy policy = fixture.mailboxPolicy("one");
    UUID mailbox = fixture.mailbox();
    List<UUID> old = List.of(renewWithDamage(mailbox, policy), renewWithDamage(mailbox, policy));
    assertThat(old).doesNotHaveDuplicates();
    UUID last = old.stream().max(UUID::compareTo).orElseThrow();
    fixture.resealer.repair(last);
    assertThat(lookAfter(Duration.ofHours(25))).isEqualTo(1);
    assertThat(runLeftovers().doneItems()).isEqualTo(2);
    assertThat(fixture.keyState(last)).isEqualTo("DESTROYED");
    assertThat(old).allSatisfy(k -> assertThat(fixture.resealer.rechecks(k)).isEqualTo(1));
  }

  private UUID renewWithDamage(UUID mailbox, Policy policy) {
    fixture.runToTheEnd(assign(mailbox, Optional.empty()));
    UUID key = keyId(mailbox);
    fixture.resealer.put(key, 1, 1);
    fixture.runToTheEnd(assign(mailbox, Optional.of(policy.id())));
    assertThat(fixture.keyState(key)).isEqualTo("RETIRED");
    return key;
  }

  @Test
  @DisplayName("The job that moves a mailbox is found whatever it was ordered for")
  void foundWhateverItIsFor() {
    Policy one = fixture.mailboxPolicy("one");
    Policy two = fixture.mailboxPolicy("two");
    UUID assigned = fixture.mailbox(Optional.of(one.id()));
    UUID uncovered = fixture.mailbox();
    UUID other = fixture.mailbox(Optional.of(two.id()));
    assertThat(progress.of(fixture.tenant, assigned)).isEmpty();

    Job all = fixture.moves.assignAll(fixture.tenant, one.id(), two.id(), ADMIN);
    Job tenant = fixture.moves.assignMultiWorkload(fixture.tenant, Optional.empty(), ADMIN);
    assertThat(progress.of(fixture.tenant, assigned).map(Job::id)).contains(all.id());
    assertThat(progress.of(fixture.tenant, uncovered).map(Job::id)).contains(tenant.id());
    assertThat(progress.of(UUID.randomUUID(), assigned)).isEmpty();

    Job many =
        fixture.moves.assign(
            fixture.tenant, List.of(other, uncovered), Optional.of(one.id()), ADMIN);
    assertThat(progress.of(fixture.tenant, other).map(Job::id)).contains(many.id());
    assertThat(progress.of(fixture.tenant, uncovered).map(Job::id)).contains(many.id());
    fixture.runToTheEnd(many);
    fixture.runToTheEnd(all);
    fixture.runToTheEnd(tenant);
    assertThat(progress.of(fixture.tenant, other)).isEmpty();
  }
}
