package dev.freehold.custody.jobs;

import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.shaded.jdbc.JdbcRunner;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * db-scheduler over a {@link Database} in place of a data source, so that its few statements go
 * through the same writer as everybody's: on SQLite they share commits and never find the file
 * locked. Its builder takes a data source only, hence this class.
 */
final class TaskScheduler extends Scheduler {

  /** Longer than any step should take; what still runs then is interrupted. */
  private static final Duration MAX_STOP = Duration.ofSeconds(30);

  private static final int HOUSEKEEPERS = 3;

  private TaskScheduler(
      TaskRepository tasks,
      TaskResolver resolver,
      SchedulerName name,
      JobSettings settings,
      Threads threads,
      com.github.kagkarlsson.scheduler.Clock clock) {
    super(
        clock,
        tasks,
        tasks,
        resolver,
        threads.number(),
        Executors.newFixedThreadPool(threads.number(), threads.factory()),
        name,
        new Waiter(settings.times().poll(), clock),
        settings.times().heartbeat(),
        JobTimes.MISSED_HEARTBEATS,
        List.of(),
        List.of(),
        PollingStrategyConfig.DEFAULT_FETCH,
        SchedulerBuilder.DEFAULT_DELETION_OF_UNRESOLVED_TASKS_DURATION,
        MAX_STOP,
        LogLevel.WARN,
        true,
        List.of(),
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("job-poll-", 0).factory()),
        Executors.newScheduledThreadPool(
            HOUSEKEEPERS, Thread.ofPlatform().daemon().name("job-heartbeat-", 0).factory()));
  }

  /** The threads that work on shards. */
  record Threads(int number, ThreadFactory factory) {

    static Threads inside(int number) {
      return new Threads(number, Thread.ofPlatform().daemon().name("job-", 0).factory());
    }

    /** A thread that waits for a socket is worth nothing. */
    static Threads outside() {
      return new Threads(
          JobLimits.MAX_OUTSIDE_SHARDS, Thread.ofVirtual().name("job-outside-", 0).factory());
    }
  }

  static TaskScheduler of(
      Database database, Task<Void> task, JobSettings settings, Threads threads, Clock clock) {
    com.github.kagkarlsson.scheduler.Clock schedulerClock = clock::instant;
    String node = UUID.randomUUID().toString();
    TaskResolver resolver = new OneTask(schedulerClock, task);
    TaskRepository tasks =
        new Repository(resolver, () -> node, new DatabaseRunner(database), schedulerClock);
    return new TaskScheduler(tasks, resolver, () -> node, settings, threads, schedulerClock);
  }

  /** Leaves the task of the other scheduler alone, without a warning and for ever. */
  private static final class OneTask extends TaskResolver {
    private final String other;

    OneTask(com.github.kagkarlsson.scheduler.Clock clock, Task<Void> task) {
      super(new SchedulerListeners(List.of()), clock, List.of(task));
      this.other = task.getName().equals(TaskRows.TASK) ? TaskRows.OUTSIDE : TaskRows.TASK;
    }

    @Override
    public List<UnresolvedTask> getUnresolved() {
      return List.of(new UnresolvedTask(other, Instant.EPOCH));
    }

    @Override
    public List<String> getUnresolvedTaskNames(Duration unresolvedFor) {
      return List.of();
    }
  }

  /** Opens the constructor that takes the runner of statements. */
  private static final class Repository extends JdbcTaskRepository {
    Repository(
        TaskResolver resolver,
        SchedulerName name,
        JdbcRunner runner,
        com.github.kagkarlsson.scheduler.Clock clock) {
      super(
          new MillisecondColumns(),
          DEFAULT_TABLE_NAME,
          resolver,
          name,
          new NoData(),
          runner,
          false,
          clock);
    }
  }

  /** Tasks have no data; nothing that lies in the column is ever made into an object. */
  private static final class NoData implements Serializer {
    @Override
    public byte[] serialize(Object data) {
      return null;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
      return null;
    }
  }
}
