package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of jobs that wait, are paused, fail or are called off, on every database. */
abstract class JobsHeldUpContract extends JobsTests {

  JobsHeldUpContract(Dialect dialect) {
    super(dialect);
  }

  @Test
  @DisplayName("fault18: A step that cannot continue waits, says why, and continues by itself")
  void fault18_waitsWithAReason() {
    AtomicInteger refusals = new AtomicInteger();
    CountDownLatch enabled = new CountDownLatch(1);
    kind.before =
        step -> {
          if (step.shard() == 1 && !step.position().isEmpty() && enabled.getCount() > 0) {
            refusals.incrementAndGet();
            return new JobOutcome.Waits("key-disabled", "enable the key of root 2");
          }
          return null;
        };
    UUID id = fixture.create(subject, 2, 20, 10);
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.WAITING);
      Eventually.holds("tried again", () -> refusals.get() >= 3);
      Eventually.holds("the other shard is done", () -> fixture.get(id).doneItems() == 30);
      Job waiting = fixture.get(id);
      assertThat(waiting.code()).contains("key-disabled");
      assertThat(waiting.reason()).contains("enable the key of root 2");
      Eventually.holds(
          "it is counted as waiting",
          () -> fixture.meters.get("freehold.jobs").tag("state", "waiting").gauge().value() == 1);
      enabled.countDown();
      fixture.awaitState(id, JobState.DONE);
    }
    assertThat(fixture.get(id).code()).isEmpty();
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("fault18: A waiting job that is woken is tried at once")
  void fault18_wokenWhileWaiting() {
    CountDownLatch enabled = new CountDownLatch(1);
    kind.before =
        step -> enabled.getCount() > 0 ? new JobOutcome.Waits("key-disabled", "enable it") : null;
    UUID id = fixture.create(subject, 1, 5, 5);
    try (JobRunner _ = fixture.runner(kind, JobsFixture.patient(), JobsFixture.IDLE)) {
      fixture.awaitState(id, JobState.WAITING);
      enabled.countDown();
      // Again and again, because the task is put back only after the job is seen to wait.
      Eventually.holds(
          "done",
          () -> {
            resumeUnlessEnded(id);
            return fixture.get(id).state() == JobState.DONE;
          });
    }
    assertEachItemDoneOnce(subject);
  }

  private void resumeUnlessEnded(UUID id) {
    try {
      fixture.jobs.resume(fixture.tenant, id, JobsFixture.ADMIN);
    } catch (CustodyException ended) {
      assertThat(ended.error()).isEqualTo(CustodyError.JOB_ENDED);
    }
  }

  @Test
  @DisplayName("A pause takes effect at the next commit; the job is resumed on another node")
  void pausedAndResumedElsewhere() {
    AtomicInteger interruptions = new AtomicInteger();
    kind.before =
        step -> {
          if (!step.position().isEmpty()) {
            fixture.jobs.pause(fixture.tenant, step.jobId(), JobsFixture.ADMIN);
            try {
              step.commit("20", 10, 100, tx -> tx.execute("UPDATE toy_items SET times = 99"));
            } catch (JobInterruptedException e) {
              interruptions.incrementAndGet();
              throw e;
            }
          }
          return null;
        };
    UUID id = fixture.create(subject, 1, 20, 10);
    try (JobRunner _ = fixture.runner(kind)) {
      Eventually.holds("the commit is refused", () -> interruptions.get() == 1);
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
      assertThat(fixture.get(id).state()).isEqualTo(JobState.PAUSED);
      assertThat(fixture.get(id).doneItems()).isEqualTo(10);
    }
    assertThat(fixture.jobs.pause(fixture.tenant, id, JobsFixture.ADMIN).state())
        .isEqualTo(JobState.PAUSED);
    try (JobRunner _ = JobsFixture.node(fixture.database, new ToyKind(), JobsFixture.quick())) {
      assertThat(fixture.jobs.resume(fixture.tenant, id, JobsFixture.ADMIN).state())
          .isEqualTo(JobState.RUNNING);
      fixture.awaitState(id, JobState.DONE);
    }
    assertThat(fixture.operations(id))
        .containsExactly("JobCreate", "JobPause", "JobResume", "JobDone");
    assertThatThrownBy(() -> fixture.jobs.resume(fixture.tenant, id, JobsFixture.ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(CustodyError.JOB_ENDED));
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("A job that can never be done fails, says why, and gives its exclusive key back")
  void fails() {
    kind.before =
        step -> step.shard() == 0 ? new JobOutcome.Fails("key-purged", "make a new policy") : null;
    UUID id = fixture.create(subject, 2, 5, 5);
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.FAILED);
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
    }
    assertThat(fixture.get(id).code()).contains("key-purged");
    assertThat(fixture.get(id).reason()).contains("make a new policy");
    assertThat(fixture.operations(id)).containsExactly("JobCreate", "JobFail");
    fixture.database.write(tx -> fixture.jobs.create(tx, fixture.toys(subject, 1, 5, 5)));
  }

  @Test
  @DisplayName(
      "A failed job that is resumed does the rest once, unless another job has its exclusive key")
  void resumedAfterAFailure() {
    kind.before = step -> step.shard() == 0 ? new JobOutcome.Fails("no", "not yet") : null;
    UUID id = fixture.create(subject, 3, 5, 5);
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.FAILED);
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
    }
    UUID other =
        fixture.database.write(tx -> fixture.jobs.create(tx, fixture.toys(subject, 1, 5, 5)));
    assertRefused(CustodyError.JOB_RUNNING, id);
    fixture.jobs.cancel(fixture.tenant, other, JobsFixture.ADMIN);
    Job resumed = fixture.jobs.resume(fixture.tenant, id, JobsFixture.ADMIN);
    assertThat(resumed.state()).isEqualTo(JobState.RUNNING);
    assertThat(resumed.code()).isEmpty();
    assertThat(resumed.endedAt()).isEmpty();
    kind.before = step -> null;
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.DONE);
    }
    assertThat(fixture.operations(id))
        .containsExactly("JobCreate", "JobFail", "JobResume", "JobDone");
    assertThat(fixture.get(id).doneItems()).isEqualTo(15);
    assertEachItemDoneOnce(subject);
  }

  private void assertRefused(CustodyError error, UUID resumed) {
    assertThatThrownBy(() -> fixture.jobs.resume(fixture.tenant, resumed, JobsFixture.ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  @DisplayName("A cancelled job keeps what was done, does no more, and gives its key back")
  void cancelled() {
    kind.before =
        step -> step.position().isEmpty() ? null : new JobOutcome.Waits("vault-off", "wait");
    UUID id = fixture.create(subject, 1, 10, 5);
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.WAITING);
      Job cancelled = fixture.jobs.cancel(fixture.tenant, id, JobsFixture.ADMIN);
      assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
      assertThat(cancelled.isUnfinished()).isFalse();
      assertThat(cancelled.doneItems()).isEqualTo(5);
      kind.before = step -> null;
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
      UUID next =
          fixture.database.write(tx -> fixture.jobs.create(tx, fixture.toys(subject, 1, 10, 5)));
      fixture.awaitState(next, JobState.DONE);
    }
    assertThat(fixture.get(id).state()).isEqualTo(JobState.CANCELLED);
    assertThat(fixture.get(id).doneItems()).isEqualTo(5);
    assertThat(fixture.operations(id)).containsExactly("JobCreate", "JobCancel");
    assertRefused(CustodyError.JOB_ENDED, id);
    assertThatThrownBy(() -> fixture.jobs.cancel(fixture.tenant, id, JobsFixture.ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(CustodyError.JOB_ENDED));
    assertThatThrownBy(() -> fixture.jobs.cancel(UUID.randomUUID(), id, JobsFixture.ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.JOB_NOT_FOUND));
  }

  @Test
  @DisplayName("An unexpected failure is tried again a bounded number of times, without its words")
  void unexpectedFailures() {
    AtomicInteger failures = new AtomicInteger();
    kind.before =
        step -> {
          failures.incrementAndGet();
          throw new IllegalArgumentException("a secret");
        };
    UUID id = fixture.create(subject, 1, 5, 5);
    try (QuietLogs _ = new QuietLogs();
        JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.FAILED);
    }
    assertThat(failures.get()).isEqualTo(JobsFixture.quick().maxFailures());
    assertThat(fixture.get(id).code()).contains("job-step-failed");
    assertThat(fixture.get(id).reason().orElseThrow())
        .contains("IllegalArgumentException")
        .doesNotContain("a secret");
  }

  @Test
  @DisplayName(
      "Shards that wait for servers elsewhere hold up no other job, and no node that stops")
  void waitsForOthers() {
    OutsideKind outside = new OutsideKind();
    int shards = 2 * JobsFixture.quick().threads();
    UUID waits = fixture.createOutside(shards);
    try (JobRunner _ =
        JobRunner.start(
            fixture.database,
            fixture.jobs,
            List.of(kind, outside),
            JobsFixture.IDLE,
            JobsFixture.quick(),
            fixture.meters,
            Clock.systemUTC())) {
      Eventually.holds("all of them wait", () -> outside.waiting() == shards);
      UUID id = fixture.create(subject, 2, 20, 10);
      fixture.jobs.wake();
      fixture.awaitState(id, JobState.DONE);
      assertThat(outside.waiting()).isEqualTo(shards);
      Eventually.holds("only their tasks are left", () -> fixture.tasks() == shards);
      fixture.jobs.pause(fixture.tenant, waits, JobsFixture.ADMIN);
      assertThat(fixture.get(waits).state()).isEqualTo(JobState.PAUSED);
    }
    assertThat(outside.waiting()).isZero();
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName(
      "A shard that a node of an earlier version took under the first task name is left to it")
  void takenByEarlierVersion() {
    OutsideKind outside = new OutsideKind();
    UUID id = fixture.createOutside(1);
    try (JobRunner _ =
        JobRunner.start(
            fixture.database,
            fixture.jobs,
            List.of(kind, outside),
            JobsFixture.IDLE,
            JobsFixture.quick(),
            fixture.meters,
            Clock.systemUTC())) {
      Eventually.holds("it waits", () -> outside.waiting() == 1);
      String instance = TaskRows.instance(id, 0);
      fixture.database.write(
          tx -> {
            TaskRows.schedule(tx, List.of(instance), Instant.now());
            tx.execute(
                "UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'old', last_heartbeat = ?"
                    + " WHERE task_name = ?",
                Instant.now(),
                TaskRows.TASK);
            return ShardRows.claim(tx, instance, Instant.now());
          });
      outside.stop();
      Eventually.holds("its own task is gone", () -> fixture.tasks() == 1);
      assertThat(fixture.database.<List<Integer>>read(JobsHeldUpContract::done)).containsOnly(0);
    }
  }

  private static List<Integer> done(Handle tx) {
    return tx.createQuery("SELECT done FROM job_shards").mapTo(Integer.class).list();
  }
}
