package dev.freehold.custody.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.persistence.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on this node, together with the runners of other nodes on the same database.
 *
 * <p>A runner may die at any moment. Each execution takes its shard with a new epoch, and only
 * commits of the newest epoch succeed. If an execution misses four heartbeats, another runner
 * continues its shard after the last commit.
 */
public final class JobRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Database database;
  private final Jobs jobs;
  private final Clock clock;
  private final JobMetrics metrics;
  private final Stopping stopping = new Stopping();
  private final ShardTask shards;
  private final TaskScheduler scheduler;
  private final ScheduledExecutorService reconciler;
  private final Runnable wake;
  private final Duration longestPutOff;

  private JobRunner(
      Database database,
      Jobs jobs,
      List<JobKind> kinds,
      ForegroundLoad load,
      JobSettings settings,
      MeterRegistry meters,
      Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.metrics = new JobMetrics(meters);
    this.wake = this::check;
    this.longestPutOff = settings.times().maxRetry().plus(CustodyLimits.MAX_CLOCK_SKEW);
    Map<String, JobKind> byName =
        kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    byName.keySet().forEach(JobLimits::requireKind);
    ShardTask.Tools tools =
        new ShardTask.Tools(
            database,
            jobs,
            new Throttle(load, settings.throttle(), System::nanoTime),
            metrics,
            this::now,
            System::nanoTime,
            wake);
    this.shards = new ShardTask(byName, settings, tools, stopping);
    this.scheduler = TaskScheduler.of(database, task(settings), settings, clock);
    this.reconciler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-reconcile").factory());
  }

  /**
   * Starts a runner.
   *
   * @param database the one of {@code jobs}
   * @param kinds all kinds of jobs that this program knows, each with its own name
   * @param load whether people wait for this node
   */
  public static JobRunner start(
      Database database,
      Jobs jobs,
      List<JobKind> kinds,
      ForegroundLoad load,
      JobSettings settings,
      MeterRegistry meters,
      Clock clock) {
    JobRunner runner = new JobRunner(database, jobs, kinds, load, settings, meters, clock);
    runner.start(settings.times().reconcile());
    return runner;
  }

  private void start(Duration reconcile) {
    jobs.addRunner(wake);
    scheduler.start();
    var _ =
        reconciler.scheduleWithFixedDelay(
            this::reconcile, 0, reconcile.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Task<Void> task(JobSettings settings) {
    Duration retry = settings.times().retryAfter(1);
    return Tasks.custom(TaskRows.TASK, Void.class)
        .onDeadExecution((complete, operations) -> putBack(complete, operations, Duration.ZERO))
        .onFailure((complete, operations) -> putBack(complete, operations, retry))
        .execute((instance, context) -> completion(run(instance.getId(), retry)));
  }

  private Optional<Duration> run(String taskInstance, Duration retry) {
    try {
      return shards.run(taskInstance);
    } catch (RuntimeException e) {
      LOG.warn("the database failed while shard {} was worked on", taskInstance, e);
      return Optional.of(retry);
    }
  }

  private CompletionHandler<Void> completion(Optional<Duration> next) {
    return (complete, operations) -> {
      if (next.isPresent()) {
        putBack(complete, operations, next.get());
      } else {
        tidyUp(complete, operations::remove);
      }
    };
  }

  private void putBack(
      ExecutionComplete complete, ExecutionOperations<Void> operations, Duration delay) {
    tidyUp(complete, () -> operations.reschedule(complete, now().plus(delay)));
    if (delay.isZero()) {
      check();
    }
  }

  /** A task that is left as it is, is found by its missing heartbeats; by whom does not matter. */
  private static void tidyUp(ExecutionComplete complete, Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      LOG.info(
          "the task of shard {} is another execution's now, or the database failed: {}",
          complete.getExecution().getId(),
          e.toString());
    }
  }

  /** Looks for due tasks now and not at the next poll. */
  private void check() {
    if (!stopping.isSet()) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  /** Schedules what should be scheduled and is not, whatever became of its task. */
  private void reconcile() {
    try {
      believeNoTimeAhead();
      List<String> missing = database.read(tx -> TaskRows.missing(tx, null));
      if (!missing.isEmpty()) {
        LOG.info("{} shards had no task and get one", missing.size());
        database.write(
            tx -> {
              TaskRows.schedule(tx, missing, now());
              return null;
            });
        check();
      }
      metrics.counted(database.read(JobRows::unfinishedByState));
    } catch (RuntimeException e) {
      // The next round comes soon, and without this the executor would drop it.
      LOG.warn("looking for shards without a task", e);
    }
  }

  private void believeNoTimeAhead() {
    Instant now = now();
    Instant latest = now.plus(longestPutOff);
    if (database.read(tx -> TaskRows.areUnbelievable(tx, latest))) {
      LOG.warn("shards are put off, or were worked on, at times far ahead of the clock");
      database.write(
          tx -> {
            TaskRows.disbelieve(tx, now, latest);
            return null;
          });
      check();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Lets running steps finish their present commit, refuses the next, and gives their shards back.
   * Closing twice does nothing.
   */
  @Override
  public void close() {
    if (stopping.isSet()) {
      return;
    }
    stopping.now();
    jobs.removeRunner(wake);
    reconciler.close();
    scheduler.stop();
    metrics.close();
  }
}
