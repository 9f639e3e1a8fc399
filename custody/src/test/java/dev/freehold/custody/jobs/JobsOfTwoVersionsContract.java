package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Jobs that wait for servers elsewhere while nodes are upgraded one after the other, on every
 * database. The release before has one task name: its nodes work on such shards as on all others,
 * and schedule each of them again that has a task under the second name only.
 */
abstract class JobsOfTwoVersionsContract extends JobsTests {

  private static final int SHARDS = 4;
  private static final int ITEMS = 20;
  private static final int RECONCILE_MILLIS = 100;

  /** Each switch loses a step. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How many commits the older node does before it lets the newer one have a turn. */
  private static final int HEAD_START = 5;

  private static final JobOutcome WAITS = new JobOutcome.Waits("silent", "no word");

  private final ToyKind older = new ToyKind();
  private final ScheduledExecutorService olderReconciler =
      Executors.newSingleThreadScheduledExecutor();

  JobsOfTwoVersionsContract(Dialect dialect) {
    super(dialect);
  }

  @AfterEach
  void stop() {
    olderReconciler.close();
  }

  /** The same toys, said to be elsewhere. */
  private record ToysElsewhere(ToyKind toys) implements JobKind {
    @Override
    public String name() {
      return toys.name();
    }

    @Override
    public boolean waitsForOthers() {
      return true;
    }

    @Override
    public JobOutcome step(JobStep step) {
      return toys.step(step);
    }

    @Override
    public JobOutcome finish(JobStep step) {
      return toys.finish(step);
    }
  }

  private JobRunner newerNode() {
    return JobsFixture.node(fixture.database, new ToysElsewhere(kind), JobsFixture.quick());
  }

  /** A node of the release before: the kind says nothing, and one scheduler does all. */
  private JobRunner olderNode() {
    Future<?> repeated =
        olderReconciler.scheduleWithFixedDelay(
            () -> fixture.database.write(JobsOfTwoVersionsContract::reconcileAsBefore),
            0,
            RECONCILE_MILLIS,
            TimeUnit.MILLISECONDS);
    assertThat(repeated).isNotDone();
    return JobsFixture.node(fixture.database, older, JobsFixture.quick());
  }

  /** The statement is the release's. */
  private static int reconcileAsBefore(Handle tx) {
    List<String> missing =
        tx.createQuery(
                """
                SELECT s.task_instance FROM jobs j JOIN job_shards s ON s.job_id = j.id
                WHERE j.ended_at IS NULL AND j.state <> 'PAUSED' AND s.done = 0
                  AND (s.shard < j.shards OR j.shards_left = 0)
                  AND NOT EXISTS (SELECT 1 FROM scheduled_tasks t
                    WHERE t.task_name = 'job-shard' AND t.task_instance = s.task_instance)
                ORDER BY s.task_instance\
                """)
            .mapTo(String.class)
            .list();
    TaskRows.schedule(tx, missing, Instant.now());
    return missing.size();
  }

  private static int commits(ToyKind kind) {
    return kind.commits.size();
  }

  private void awaitDone(UUID id) {
    Eventually.holds("done", PATIENCE, () -> fixture.get(id).state() == JobState.DONE);
  }

  private int tasksOutside() {
    return fixture.database.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM scheduled_tasks WHERE task_name = :outside")
                .bind("outside", TaskRows.OUTSIDE)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  @DisplayName("Nodes of two versions that take shards from each other do each item once")
  void bothAtOnce() {
    // Who waits for the other gives its shard back: with all of them it would wait for ever.
    kind.before = step -> commits(older) == 0 ? WAITS : null;
    older.before = step -> commits(older) >= HEAD_START && commits(kind) == 0 ? WAITS : null;
    UUID id = fixture.create(subject, SHARDS, ITEMS, 1);
    try (JobRunner _ = newerNode();
        JobRunner _ = olderNode()) {
      awaitDone(id);
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
    }
    assertThat(commits(kind)).isPositive();
    assertThat(commits(older)).isPositive();
    assertThat(commits(kind) + commits(older)).isEqualTo(SHARDS * ITEMS);
    assertEachItemDoneOnce(subject);
    assertThat(fixture.operations(id).stream().filter("JobDone"::equals)).hasSize(1);
  }

  @Test
  @DisplayName("If the newer node is taken back, the older one goes on with what that had begun")
  void takenBack() {
    UUID id = fixture.create(subject, SHARDS, ITEMS, 1);
    kind.before = step -> commits(kind) >= SHARDS ? WAITS : null;
    try (JobRunner _ = newerNode()) {
      fixture.awaitState(id, JobState.WAITING);
    }
    assertThat(tasksOutside()).isPositive();
    try (JobRunner _ = olderNode()) {
      awaitDone(id);
    }
    assertThat(commits(kind) + commits(older)).isEqualTo(SHARDS * ITEMS);
    assertEachItemDoneOnce(subject);
    kind.before = step -> null;
    try (JobRunner _ = newerNode()) {
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
    }
  }
}
