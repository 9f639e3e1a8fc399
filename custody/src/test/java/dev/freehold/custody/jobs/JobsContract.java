package dev.freehold.custody.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What jobs do on every database. */
abstract class JobsContract extends JobsTests {

  JobsContract(Dialect dialect) {
    super(dialect);
  }

  @Test
  @DisplayName("A job runs to its end, counts what it did, and is in the ledger")
  void runsToItsEnd() {
    UUID id = fixture.create(subject, 3, 100, 30);
    assertThat(fixture.get(id).state()).isEqualTo(JobState.QUEUED);
    assertThat(fixture.jobs.unfinished(fixture.tenant, subject)).contains(fixture.get(id));
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.DONE);
      Eventually.holds("no task is left", () -> fixture.tasks() == 0);
    }
    Job job = fixture.get(id);
    assertThat(job.doneItems()).isEqualTo(300).isEqualTo(job.totalItems());
    assertThat(job.doneBytes()).isEqualTo(3000).isEqualTo(job.totalBytes());
    assertThat(job.statement()).isEqualTo(Map.of("toys", "all"));
    assertThat(job.startedAt().orElseThrow()).isAfterOrEqualTo(job.createdAt());
    assertThat(job.endedAt().orElseThrow()).isAfterOrEqualTo(job.startedAt().orElseThrow());
    assertThat(fixture.jobs.unfinished(fixture.tenant, subject)).isEmpty();
    assertThat(fixture.operations(id)).containsExactly("JobCreate", "JobDone");
    assertThat(fixture.meters.counter("freehold.job.items", "kind", "toy").count()).isEqualTo(300);
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("A job that is woken starts at once, not at the next poll")
  void beginsAtOnce() {
    try (JobRunner _ = fixture.runner(kind, JobsFixture.patient(), JobsFixture.IDLE)) {
      UUID id = fixture.create(subject, 2, 10, 10);
      fixture.jobs.wake();
      fixture.awaitState(id, JobState.DONE);
    }
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("A job of a transaction that is rolled back never existed")
  void undone() {
    assertThatThrownBy(
            () ->
                fixture.database.write(
                    tx -> {
                      fixture.jobs.create(tx, fixture.toys(subject, 2, 1, 1));
                      throw new IllegalStateException("the caller's work failed");
                    }))
        .hasMessage("the caller's work failed");
    assertThat(fixture.jobs.list(fixture.tenant, JobsFixture.FIRST_PAGE, 10)).isEmpty();
    assertThat(fixture.tasks()).isZero();
  }

  @Test
  @DisplayName("A job of a kind that no node knows waits until one does")
  void unknownKind() {
    UUID id = fixture.create(subject, 1, 5, 5);
    try (JobRunner _ =
        JobRunner.start(
            fixture.database,
            fixture.jobs,
            List.of(),
            JobsFixture.IDLE,
            JobsFixture.quick(),
            fixture.meters,
            Clock.systemUTC())) {
      fixture.awaitState(id, JobState.WAITING);
      assertThat(fixture.get(id).code()).contains("job-kind-unknown");
    }
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.DONE);
    }
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("A runner that has nothing to do writes nothing")
  void idle() {
    FragileDatabase way = new FragileDatabase(fixture.database);
    long before = fixture.database.statistics().writes();
    try (JobRunner _ = JobsFixture.node(way, kind, JobsFixture.quick())) {
      Eventually.holds("it looks again and again", () -> way.reads() > 50);
    }
    assertThat(fixture.database.statistics().writes()).isEqualTo(before);
  }

  @Test
  @DisplayName("Another tenant's job is answered like one that does not exist")
  void otherTenants() {
    UUID id = fixture.create(subject, 1, 1, 1);
    UUID other = UUID.randomUUID();
    assertThatThrownBy(() -> fixture.jobs.get(other, id))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.JOB_NOT_FOUND));
    assertThatThrownBy(() -> fixture.jobs.pause(other, id, "eve"))
        .isInstanceOf(CustodyException.class);
    assertThat(fixture.jobs.list(other, JobsFixture.FIRST_PAGE, 10)).isEmpty();
    assertThat(fixture.jobs.unfinished(other, subject)).isEmpty();
    assertThat(fixture.get(id).state()).isEqualTo(JobState.QUEUED);
  }

  @Test
  @DisplayName("Jobs are listed newest first, page by page")
  void pages() {
    for (int i = 0; i < 5; i++) {
      fixture.create(UUID.randomUUID(), 1, 1, 1);
    }
    List<Job> all = fixture.jobs.list(fixture.tenant, JobsFixture.FIRST_PAGE, 10);
    assertThat(all).hasSize(5);
    assertThat(all).isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));
    List<Job> first = fixture.jobs.list(fixture.tenant, JobsFixture.FIRST_PAGE, 2);
    List<Job> second = fixture.jobs.list(fixture.tenant, first.getLast().id(), 10);
    assertThat(first).isEqualTo(all.subList(0, 2));
    assertThat(second).isEqualTo(all.subList(2, 5));
  }

  @Test
  @DisplayName("Jobs are listed by what they are about and by their kind")
  void filters() {
    UUID older = fixture.create(subject, 1, 1, 1);
    fixture.create(UUID.randomUUID(), 1, 1, 1);
    fixture.jobs.cancel(fixture.tenant, older, "alice");
    UUID newer =
        fixture.database.write(tx -> fixture.jobs.create(tx, fixture.toys(subject, 1, 1, 1)));
    JobFilter aboutIt = new JobFilter(Optional.empty(), Optional.of(subject), Optional.empty());
    List<Job> all = fixture.jobs.list(fixture.tenant, aboutIt, JobsFixture.FIRST_PAGE, 10);
    assertThat(all).extracting(Job::id).containsExactlyInAnyOrder(older, newer);
    assertThat(fixture.jobs.list(fixture.tenant, aboutIt, all.getFirst().id(), 10))
        .containsExactly(all.getLast());
    String kind = all.getFirst().kind();
    assertThat(listed(filter(kind, Optional.of(subject), Optional.empty()))).hasSize(2);
    assertThat(listed(filter(kind, Optional.empty(), Optional.empty()))).hasSize(3);
    assertThat(listed(filter("other", Optional.empty(), Optional.empty()))).isEmpty();
    JobFilter cancelled = filter(kind, Optional.of(subject), Optional.of(JobState.CANCELLED));
    assertThat(listed(cancelled)).extracting(Job::id).containsExactly(older);
    assertThat(fixture.jobs.count(fixture.tenant, cancelled)).isEqualTo(1);
    assertThat(fixture.jobs.count(fixture.tenant, JobFilter.ALL)).isEqualTo(3);
    assertThat(fixture.jobs.count(UUID.randomUUID(), JobFilter.ALL)).isZero();
    assertThat(fixture.jobs.all(fixture.tenant, List.of(older, UUID.randomUUID())))
        .containsOnlyKeys(older);
    assertThat(fixture.jobs.all(UUID.randomUUID(), List.of(older))).isEmpty();
  }

  private static JobFilter filter(String kind, Optional<UUID> subjectId, Optional<JobState> state) {
    return new JobFilter(Optional.of(kind), subjectId, state);
  }

  private List<Job> listed(JobFilter filter) {
    return fixture.jobs.list(fixture.tenant, filter, JobsFixture.FIRST_PAGE, 10);
  }

  @Test
  @DisplayName("fault19: A second job with the same exclusive key is refused, until the first ends")
  void fault19_secondJobIsRefused() {
    UUID id = fixture.create(subject, 1, 5, 5);
    assertThatThrownBy(
            () ->
                fixture.database.write(
                    tx -> fixture.jobs.create(tx, fixture.toys(subject, 1, 5, 5))))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> {
              assertThat(e.code()).isEqualTo("job-running");
              assertThat(e).hasMessageContaining(id.toString());
            });
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.DONE);
    }
    UUID second =
        fixture.database.write(tx -> fixture.jobs.create(tx, fixture.toys(subject, 1, 5, 5)));
    assertThat(fixture.get(second).state()).isEqualTo(JobState.QUEUED);
  }

  @Test
  @DisplayName("A closed runner finishes its commit and leaves the rest for the next")
  void closedAndStartedAgain() {
    UUID id = fixture.create(subject, 4, 200, 1);
    kind.inside =
        () -> {
          if (kind.commits.size() > 10) {
            kind.awaitStop();
          }
        };
    try (JobRunner _ = fixture.runner(kind)) {
      Eventually.holds("something is done", () -> fixture.get(id).doneItems() > 10);
    }
    Job left = fixture.get(id);
    assertThat(left.state()).isEqualTo(JobState.RUNNING);
    assertThat(left.doneItems()).isBetween(11L, 799L);
    assertThat(left.estimatedEnd(Instant.now())).isPresent();
    try (JobRunner _ = JobsFixture.node(fixture.database, new ToyKind(), JobsFixture.quick())) {
      fixture.awaitState(id, JobState.DONE);
    }
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("A node that dies is replaced by another after its heartbeats fail")
  void takenOver() {
    FragileDatabase way = new FragileDatabase(fixture.database);
    UUID id = fixture.create(subject, 4, 200, 1);
    try (QuietLogs _ = new QuietLogs();
        JobRunner _ = JobsFixture.node(way, kind, JobsFixture.takingOver())) {
      Eventually.holds("the first did something", () -> kind.shards.size() > 5);
      try (JobRunner _ =
          JobsFixture.node(fixture.database, new ToyKind(), JobsFixture.takingOver())) {
        way.breakNow();
        fixture.awaitState(id, JobState.DONE);
      }
    }
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("A node that was thought dead and comes back keeps nothing of its work")
  void comesBack() {
    FragileDatabase way = new FragileDatabase(fixture.database);
    AtomicInteger interruptions = new AtomicInteger();
    CountDownLatch atItsCommit = new CountDownLatch(1);
    kind.before =
        step -> {
          if (!step.position().isEmpty()) {
            way.stall();
            atItsCommit.countDown();
            try {
              step.commit("99", 99, 99, tx -> tx.execute("UPDATE toy_items SET times = 99"));
            } catch (JobInterruptedException e) {
              interruptions.incrementAndGet();
              throw e;
            }
          }
          return null;
        };
    UUID id = fixture.create(subject, 1, 20, 10);
    try (JobRunner _ = JobsFixture.node(way, kind, JobsFixture.takingOver())) {
      Eventually.holds("it stalls in its commit", () -> atItsCommit.getCount() == 0);
      // The other has the shard and did nothing in it yet, so that the epoch alone tells them
      // apart.
      ToyKind otherKind = new ToyKind();
      CountDownLatch taken = new CountDownLatch(1);
      otherKind.before =
          step -> {
            taken.countDown();
            Eventually.holds("the first is refused", () -> interruptions.get() > 0);
            return null;
          };
      try (JobRunner _ = JobsFixture.node(fixture.database, otherKind, JobsFixture.takingOver())) {
        Eventually.holds("the other has the shard", () -> taken.getCount() == 0);
        way.goOn();
        fixture.awaitState(id, JobState.DONE);
      }
    }
    assertThat(fixture.get(id).doneItems()).isEqualTo(20);
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("Shards that lost their tasks get new ones")
  void reconciled() {
    UUID id = fixture.create(subject, 3, 5, 5);
    fixture.database.write(tx -> tx.execute("DELETE FROM scheduled_tasks"));
    try (JobRunner _ = fixture.runner(kind)) {
      fixture.awaitState(id, JobState.DONE);
    }
    assertEachItemDoneOnce(subject);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution_time = 1125899906842624",
        "picked = TRUE, picked_by = 'nobody', last_heartbeat = 1125899906842624",
        "picked = TRUE, picked_by = 'nobody', last_heartbeat = NULL"
      })
  @DisplayName("fault35, fault55: A shard that is put off or held by a time far ahead is worked on")
  void fault55_timesAhead(String forgery) {
    UUID id = fixture.create(subject, 3, 5, 5);
    fixture.database.write(tx -> tx.execute("UPDATE scheduled_tasks SET " + forgery));
    try (JobRunner _ = fixture.runner(kind, JobsFixture.takingOver(), JobsFixture.IDLE)) {
      fixture.awaitState(id, JobState.DONE);
    }
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("fault20: A crash at any write of a job loses nothing and does nothing twice")
  void fault20_crashAtEveryWrite() {
    for (FragileDatabase.Cut cut : FragileDatabase.Cut.values()) {
      int n = 1;
      while (crashesAt(cut, n)) {
        n++;
      }
      assertThat(n).as("writes of a job of two shards with two commits each").isBetween(14, 500);
    }
  }

  /** False if the job was done before the n-th write. */
  private boolean crashesAt(FragileDatabase.Cut cut, int n) {
    UUID about = UUID.randomUUID();
    UUID id = fixture.create(about, 2, 4, 2);
    JobSettings settings = JobsFixture.quick(Duration.ofMillis(20));
    FragileDatabase way = new FragileDatabase(fixture.database, cut, n);
    try (QuietLogs _ = new QuietLogs();
        JobRunner _ = JobsFixture.node(way, new ToyKind(), settings)) {
      Eventually.holds(
          "done or crashed",
          () ->
              way.isBroken() || (fixture.get(id).state() == JobState.DONE && fixture.tasks() == 0));
    }
    boolean crashed = way.isBroken();
    if (crashed) {
      try (JobRunner _ = JobsFixture.node(fixture.database, new ToyKind(), settings)) {
        fixture.awaitState(id, JobState.DONE);
        Eventually.holds("no task is left", () -> fixture.tasks() == 0);
      }
    }
    assertThat(ToyKind.times(fixture.database, about)).as("%s write %d", cut, n).containsExactly(1);
    assertThat(fixture.get(id).doneItems()).isEqualTo(8);
    assertThat(fixture.operations(id)).containsExactly("JobCreate", "JobDone");
    return crashed;
  }

  @Test
  @DisplayName("fault22: Jobs slow down while users wait, and recover within one batch")
  void fault22_standsBack() {
    long workNanos = Duration.ofMillis(3).toNanos();
    ForegroundGauge gauge = new ForegroundGauge(Duration.ZERO, System::nanoTime);
    gauge.enter();
    kind.inside =
        () -> {
          long end = System.nanoTime() + workNanos;
          while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(1_000_000);
          }
        };
    UUID id = fixture.create(subject, 1, 5_000, 5_000);
    try (JobRunner _ = fixture.runner(kind, JobsFixture.quick(), gauge)) {
      Eventually.holds("three batches", () -> kind.commits.size() >= 3);
      gauge.leave();
      fixture.awaitState(id, JobState.DONE);
    }
    ThrottleSettings throttle = ThrottleSettings.defaults();
    List<ToyKind.Commit> busy =
        kind.commits.stream().filter(c -> c.budget() == throttle.busyBatchItems()).toList();
    assertThat(kind.commits.subList(0, 3)).isSubsetOf(busy);
    // The last of the busy ones may have ended when nobody was waiting any more.
    assertThat(busy.subList(0, busy.size() - 1))
        .allMatch(commit -> commit.nanos() >= 20 * workNanos, "a twentieth of the time at most");
    assertThat(kind.commits.subList(busy.size(), kind.commits.size()))
        .isNotEmpty()
        .allMatch(commit -> commit.budget() == throttle.fullBatchItems());
    assertEachItemDoneOnce(subject);
  }

  @Test
  @DisplayName("Two nodes share one job of 16 shards, and nothing is done twice")
  void twoNodes() {
    UUID id = fixture.create(subject, 16, 40, 2);
    ToyKind otherKind = new ToyKind();
    kind.before = step -> waitsFor(otherKind, kind);
    otherKind.before = step -> waitsFor(kind, otherKind);
    try (Database second = secondWay();
        JobRunner _ = fixture.runner(kind);
        JobRunner _ = JobsFixture.node(second, otherKind, JobsFixture.quick())) {
      fixture.awaitState(id, JobState.DONE);
    }
    assertEachItemDoneOnce(subject);
    assertThat(kind.shards).isNotEmpty();
    assertThat(otherKind.shards).isNotEmpty();
    assertThat(fixture.get(id).doneItems()).isEqualTo(640);
  }

  /** Once one node has done something it waits until the other has; there are shards for both. */
  private static JobOutcome waitsFor(ToyKind other, ToyKind own) {
    if (!own.shards.isEmpty()) {
      Eventually.holds("the other node does something", () -> !other.shards.isEmpty());
    }
    return null;
  }

  /** A connection pool of its own where the database allows it. */
  private Database secondWay() {
    return switch (dialect) {
      case SQLITE -> new FragileDatabase(fixture.database);
      case POSTGRESQL -> JobsFixture.open(fixture.settings);
    };
  }
}
