package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.JobRunner;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who writes the database can have the service's jobs do, on every database. */
abstract class ForgedJobsContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private Policy policy;

  ForgedJobsContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    policy = fixture.mailboxPolicy("mail");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Job roll(Policy rolled) {
    return fixture.rolls.roll(
        fixture.tenant,
        rolled.id(),
        rolled.id(),
        new TreeMap<>(Map.of(1, Optional.<String>empty())),
        ADMIN);
  }

  private RootKeyUri rootOf(Policy rolled) {
    return new WrappedKeys(fixture.database)
        .policy(rolled.id())
        .orElseThrow()
        .key()
        .roots()
        .getFirst()
        .keyVersion();
  }

  /** Another job like a genuine one, with its seal, that rolls the policy to a key of CHARLIE. */
  private Job forge(Job genuine) {
    UUID id = UUID.randomUUID();
    fixture.database.write(
        tx -> {
          tx.createUpdate(
                  """
                  INSERT INTO jobs (id, tenant_id, kind, subject_id, exclusive_key, parameters,
                    shards, shards_left, state, total_items, total_bytes, statement, created_by,
                    role, created_at, seal)
                  SELECT :id, tenant_id, kind, :policyId, :exclusive, :parameters, shards,
                    shards_left, state, total_items, total_bytes, statement, created_by, role,
                    created_at, seal FROM jobs WHERE id = :genuine\
                  """)
              .bind("id", id)
              .bind("policyId", policy.id())
              .bind("exclusive", "roll:" + policy.id())
              .bind("parameters", toCharlie())
              .bind("genuine", genuine.id())
              .execute();
          return tx.createUpdate(
                  """
                  INSERT INTO job_shards (job_id, shard, task_instance, position, epoch, done,
                    done_items, done_bytes, tries, failures)
                  SELECT :id, shard, :name || ':' || shard, '', 0, 0, 0, 0, 0, 0
                  FROM job_shards WHERE job_id = :genuine\
                  """)
              .bind("id", id)
              .bind("name", id.toString())
              .bind("genuine", genuine.id())
              .execute();
        });
    return fixture.jobs.get(fixture.tenant, id);
  }

  private String toCharlie() {
    return "{\"policyId\":\"%s\",\"slot1\":\"%s\"}".formatted(policy.id(), CHARLIE);
  }

  private String parametersOf(Job job) {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT parameters FROM jobs WHERE id = :id")
                .bind("id", job.id())
                .mapTo(String.class)
                .one());
  }

  private void change(Job job, String column, String value) {
    fixture.database.write(
        tx ->
            tx.createUpdate("UPDATE jobs SET %s = :value WHERE id = :id".formatted(column))
                .bind("value", value)
                .bind("id", job.id())
                .execute());
  }

  private void awaitRefusal(Job job) {
    assertThat(fixture.awaitState(job, JobState.FAILED).code())
        .contains(CustodyError.ROW_NOT_AUTHENTIC.code());
  }

  @Test
  @DisplayName("fault 55: a roll that nobody ordered moves nothing and hinders no other job")
  void fault55_forgedRoll() {
    Policy other = fixture.mailboxPolicy("other");
    RootKeyUri before = rootOf(policy);
    fixture.vaults.newVersion(ALPHA);
    Job genuine = roll(other);
    Job forged = forge(genuine);
    try (JobRunner _ = fixture.runner()) {
      awaitRefusal(forged);
      fixture.finish(genuine);
      assertThat(rootOf(policy)).isEqualTo(before);
      Eventually.holds("it is told of", () -> fixture.custody.entries("RowRefused").size() == 1);
      // What the forged one would keep others from can be ordered.
      fixture.finish(roll(policy));
    }
    assertThat(rootOf(policy).sameVault(ALPHA)).isTrue();
    assertThat(fixture.custody.entries("RowRefused")).hasSize(1);
    assertThat(fixture.custody.entries("RootKeyRoll")).hasSize(2);
  }

  @Test
  @DisplayName("fault 55: an order that was changed does nothing until it is as it was given")
  void fault55_changedParameters() {
    RootKeyUri before = rootOf(policy);
    RootKeyUri next = fixture.vaults.newVersion(ALPHA);
    Job job = roll(policy);
    String ordered = parametersOf(job);
    change(job, "parameters", toCharlie());
    try (JobRunner _ = fixture.runner()) {
      awaitRefusal(job);
      assertThat(rootOf(policy)).isEqualTo(before);
      fixture.jobs.resume(fixture.tenant, job.id(), ADMIN);
      awaitRefusal(job);
      change(job, "parameters", ordered);
      fixture.jobs.resume(fixture.tenant, job.id(), ADMIN);
      fixture.finish(job);
    }
    assertThat(rootOf(policy)).isEqualTo(next);
  }

  @Test
  @DisplayName("fault 55: a role that was written into a job cancels and resumes nothing")
  void fault55_changedRole() {
    Job job = roll(policy);
    assertThat(fixture.jobs.role(fixture.tenant, job.id())).isEqualTo(Role.EXCHANGE_ADMIN);
    change(job, "role", Role.SHAREPOINT_ADMIN.name());
    assertThat(fixture.jobs.role(fixture.tenant, job.id())).isEqualTo(Role.GLOBAL_ADMIN);
  }
}
