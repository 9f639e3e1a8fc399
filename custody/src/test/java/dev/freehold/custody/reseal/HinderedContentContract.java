package dev.freehold.custody.reseal;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.testing.Eventually;
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

/** Moves of owners whose content cannot be sealed again for a while, on every database. */
abstract class HinderedContentContract {

  private static final int OBJECTS = 7;

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  HinderedContentContract(Dialect dialect) {
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

  private List<UUID> mailboxesWithContent(int count) {
    List<UUID> mailboxes = fixture.mailboxes(count, Optional.empty());
    mailboxes.forEach(mailbox -> fixture.resealer.put(keyId(mailbox), OBJECTS, 0));
    return mailboxes;
  }

  private UUID keyId(UUID mailbox) {
    return fixture.keyOf(mailbox).ownerKeyId();
  }

  @Test
  @DisplayName("An owner on a bad sector delays no other; the job waits with the code, then ends")
  void holdsUpNoOther() {
    Policy policy = fixture.mailboxPolicy("one");
    List<UUID> mailboxes = mailboxesWithContent(9);
    List<UUID> old = mailboxes.stream().map(this::keyId).toList();
    UUID first = old.get(mailboxes.indexOf(mailboxes.stream().min(UUID::compareTo).orElseThrow()));
    List<UUID> hindered = List.of(first, old.get(4), old.get(7));
    hindered.forEach(fixture.resealer::hinder);
    try (JobRunner _ = fixture.runner()) {
      Job job = fixture.moves.assign(fixture.tenant, mailboxes, Optional.of(policy.id()), ADMIN);
      Job waits = fixture.awaitState(job, JobState.WAITING);
      assertThat(waits.code()).contains("blob-store-full");
      for (UUID keyId : old) {
        String state = hindered.contains(keyId) ? "RETIRED" : "DESTROYED";
        Eventually.holds(state, () -> fixture.keyState(keyId).equals(state));
      }
      hindered.forEach(fixture.resealer::unhinder);
      Job done = fixture.finish(job);
      assertThat(done.doneItems()).as("each owner counts once").isEqualTo(mailboxes.size());
      assertThat(done.totalItems()).isEqualTo(mailboxes.size());
      assertThat(done.doneBytes()).isEqualTo(10L * OBJECTS * mailboxes.size());
      assertThat(done.statement()).containsEntry("keysKeptForDamagedObjects", "0");
    }
    assertThat(old).allSatisfy(keyId -> assertThat(fixture.keyState(keyId)).isEqualTo("DESTROYED"));
  }

  @Test
  @DisplayName("A full disk makes the whole move wait, however many owners it has; nothing fails")
  void fullDisk() {
    Policy policy = fixture.mailboxPolicy("one");
    List<UUID> mailboxes = mailboxesWithContent(MovePosition.MAX_BEHIND + 10);
    List<UUID> old = mailboxes.stream().map(this::keyId).toList();
    old.forEach(fixture.resealer::hinder);
    try (JobRunner _ = fixture.runner()) {
      Job job = fixture.moves.assign(fixture.tenant, mailboxes, Optional.of(policy.id()), ADMIN);
      fixture.awaitState(job, JobState.WAITING);
      int attempts = fixture.resealer.attempts(old.getFirst());
      Eventually.holds(
          "it tries again by itself",
          () -> old.stream().mapToInt(fixture.resealer::attempts).max().orElse(0) > attempts + 2);
      old.forEach(fixture.resealer::unhinder);
      assertThat(fixture.finish(job).doneItems()).isEqualTo(mailboxes.size());
    }
    assertThat(old).allSatisfy(keyId -> assertThat(fixture.keyState(keyId)).isEqualTo("DESTROYED"));
  }
}
