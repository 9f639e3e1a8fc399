package dev.freehold.custody.jobs;

import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One node's work on jobs, a step at a time and only when told to. */
public final class SteppedJobs {

  private static final int BATCH = 2;
  private static final int MAX_FAILURES = 1_000;

  private final Database database;
  private final ShardTask shards;

  public SteppedJobs(
      Database database, Jobs jobs, List<JobKind> kinds, MeterRegistry meters, Clock clock) {
    this.database = database;
    // Each look is later than a slice is long, so that an execution ends after one step.
    AtomicLong looks = new AtomicLong();
    Supplier<Instant> now = () -> clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ThrottleSettings throttle =
        new ThrottleSettings(BATCH, BATCH, OptionalInt.empty(), Duration.ofMillis(1));
    Map<String, JobKind> byName =
        kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    this.shards =
        new ShardTask(
            byName,
            new JobSettings(1, MAX_FAILURES, throttle, JobTimes.defaults()),
            new ShardTask.Tools(
                database,
                jobs,
                new Throttle(() -> false, throttle, System::nanoTime),
                new JobMetrics(meters),
                now,
                () -> looks.addAndGet(Duration.ofMinutes(1).toNanos()),
                () -> {}),
            new Stopping(),
            true);
  }

  /** Shards that are to be worked on, the oldest jobs first. */
  public List<String> due() {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT s.task_instance FROM jobs j JOIN job_shards s ON s.job_id = j.id
                    WHERE j.ended_at IS NULL AND j.state <> 'PAUSED' AND s.done = 0
                      AND (s.shard < j.shards OR j.shards_left = 0)
                    ORDER BY j.created_at, j.kind, s.shard, s.task_instance LIMIT 100\
                    """)
                .mapTo(String.class)
                .list());
  }

  /** Takes a shard and does one step of it; a node that died says so by what it throws. */
  public void step(String taskInstance) {
    var _ = shards.run(taskInstance);
  }
}
