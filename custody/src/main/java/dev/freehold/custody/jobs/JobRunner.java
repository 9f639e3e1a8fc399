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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final List<JobKind> kinds;
  private final List<TaskScheduler> schedulers;
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
    this.kinds = List.copyOf(kinds);
    this.metrics = new JobMetrics(meters);
    this.wake = this::check;
    this.longestPutOff = settings.times().maxRetry().plus(CustodyLimits.MAX_CLOCK_SKEW);
    Map<String, JobKind> byName =
        kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
    byName.keySet().forEach(JobLimits::requireKind);
    List<TaskScheduler> started = new ArrayList<>();
    started.add(
        TaskScheduler.of(
            database,
            task(TaskRows.TASK, shards(byName, load, settings, false), settings),
            settings,
            TaskScheduler.Threads.inside(settings.threads()),
            clock));
    if (kinds.stream().anyMatch(JobKind::waitsForOthers)) {
      started.add(
          TaskScheduler.of(
              database,
              task(TaskRows.OUTSIDE, shards(byName, load, settings, true), settings),
              settings,
              TaskScheduler.Threads.outside(),
              clock));
    }
    this.schedulers = List.copyOf(started);
    this.reconciler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-reconcile").factory());
  }

  /** Steps that wait for servers elsewhere slow each other down, but no others. */
  private ShardTask shards(
      Map<String, JobKind> byName, ForegroundLoad load, JobSettings settings, boolean isOutside) {
    ShardTask.Tools tools =
        new ShardTask.Tools(
            database,
            jobs,
            new Throttle(load, settings.throttle(), System::nanoTime),
            metrics,
            this::now,
            System::nanoTime,
            wake);
    return new ShardTask(byName, settings, tools, stopping, isOutside);
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
    schedulers.forEach(TaskScheduler::start);
    var _ =
        reconciler.scheduleWithFixedDelay(
            this::reconcile, 0, reconcile.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Task<Void> task(String name, ShardTask shards, JobSettings settings) {
    Duration retry = settings.times().retryAfter(1);
    return Tasks.custom(name, Void.class)
        .onDeadExecution((complete, operations) -> putBack(complete, operations, Duration.ZERO))
        .onFailure((complete, operations) -> putBack(complete, operations, retry))
        .execute((instance, context) -> completion(run(shards, instance.getId(), retry)));
  }

  private ShardTask.Next run(ShardTask shards, String taskInstance, Duration retry) {
    try {
      return shards.run(taskInstance);
    } catch (RuntimeException e) {
      LOG.warn("the database failed while shard {} was worked on", taskInstance, e);
      return new ShardTask.Next.Again(retry);
    }
  }

  private CompletionHandler<Void> completion(ShardTask.Next next) {
    return (complete, operations) -> {
      switch (next) {
        case ShardTask.Next.Again again -> putBack(complete, operations, again.after());
        case ShardTask.Next.Done _ -> tidyUp(complete, operations::remove);
        case ShardTask.Next.Outside _ -> handOver(complete, operations);
      }
    };
  }

  /** If this node dies between the two, the shard gets a task again as one that has none. */
  private void handOver(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    tidyUp(
        complete,
        () -> {
          operations.remove();
          String instance = complete.getExecution().getId();
          database.write(
              tx -> {
                TaskRows.scheduleOutside(tx, instance, now());
                return null;
              });
        });
    check();
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
      schedulers.forEach(TaskScheduler::triggerCheckForDueExecutions);
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
    } catch (RuntimeException | Error e) {
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
    kinds.forEach(JobKind::stop);
    reconciler.close();
    schedulers.reversed().forEach(TaskScheduler::stop);
    metrics.close();
  }
}
