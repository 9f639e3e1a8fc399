package dev.freehold.custody.jobs;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Role;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Duplicates;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Makes, lists, pauses, resumes and cancels jobs, on any node; the {@link JobRunner} of some node
 * runs them. A job of another tenant is answered exactly like one that does not exist. Safe for use
 * by many threads.
 */
public final class Jobs {

  /** The entry that a job begins to wait for a person. */
  static final String WAIT = "JobWait";

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final List<Runnable> runners = new CopyOnWriteArrayList<>();

  /** Keeps jobs in {@code database}, which also holds the ledger's tables. */
  public Jobs(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Makes a job in the caller's transaction, as its last step, because this appends {@code
   * JobCreate} to the ledger. It begins when that transaction is durable: at once where {@link
   * #wake} is called afterwards, else within a poll.
   *
   * @return its id
   * @throws CustodyException {@code JOB_RUNNING} if a job with the same exclusive key is
   *     unfinished; the message names it
   */
  public UUID create(Handle tx, NewJob job) {
    UUID id = UUID.randomUUID();
    Instant now = now();
    if (!JobRows.insert(tx, id, job, now)) {
      throw running(tx, job);
    }
    ShardRows.insert(tx, id, job.shards(), now);
    record(
        tx,
        job.tenantId(),
        job.actor(),
        "JobCreate",
        id,
        Map.of(
            "kind", job.kind(),
            "subjectId", job.subjectId().toString(),
            "shards", Integer.toString(job.shards()),
            "totalItems", Long.toString(job.totalItems())));
    return id;
  }

  private static CustodyException running(Handle tx, NewJob job) {
    String other =
        job.exclusiveKey()
            .flatMap(key -> JobRows.withKey(tx, job.tenantId(), key))
            .map(UUID::toString)
            .orElse("that has just ended");
    return running(other);
  }

  private static CustodyException running(String other) {
    return new CustodyException(
        CustodyError.JOB_RUNNING,
        ("the job %s already does this or prevents it; wait until it has ended or cancel it,"
                + " then try again")
            .formatted(other));
  }

  /**
   * Lets the runners of this process begin a job within milliseconds; call it after the transaction
   * that made the job. Other nodes see it within a poll.
   */
  public void wake() {
    runners.forEach(Runnable::run);
  }

  /**
   * The job of this id.
   *
   * @throws CustodyException {@code JOB_NOT_FOUND}
   */
  public Job get(UUID tenantId, UUID id) {
    return database.read(tx -> get(tx, tenantId, id));
  }

  /** As {@link #get(UUID, UUID)}, in the caller's transaction. */
  public Job get(Handle tx, UUID tenantId, UUID id) {
    return find(tx, tenantId, id);
  }

  /**
   * Which role cancels and resumes a job: the one that may order it. A job that something else than
   * this service has ordered or changed is a global administrator's; it moves nothing, and can be
   * cancelled so that it keeps no other from being ordered.
   *
   * @throws CustodyException {@code JOB_NOT_FOUND}
   */
  public Role role(UUID tenantId, UUID id) {
    return database.read(
        tx -> {
          UUID found = find(tx, tenantId, id).id();
          try {
            return Role.valueOf(JobRows.order(tx, found).text("role"));
          } catch (CustodyException notAuthentic) {
            return Role.GLOBAL_ADMIN;
          }
        });
  }

  /**
   * The tenant's jobs, the newest first.
   *
   * @param after the job after which the page begins; all zeros for the first page
   * @param max how many at most, 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   */
  public List<Job> list(UUID tenantId, UUID after, int max) {
    return list(tenantId, JobFilter.ALL, after, max);
  }

  /** The same of those that {@code filter} lets through. */
  public List<Job> list(UUID tenantId, JobFilter filter, UUID after, int max) {
    JobLimits.requireRange("the length of a page", max, 1, CustodyLimits.MAX_PAGE_ROWS);
    return database.read(tx -> JobRows.page(tx, tenantId, filter, after, max));
  }

  /** How many of the tenant's jobs {@code filter} lets through. */
  public long count(UUID tenantId, JobFilter filter) {
    return database.read(tx -> JobRows.count(tx, tenantId, filter));
  }

  /** The newest unfinished job about each of some subjects, as many as a page has rows. */
  public Map<UUID, Job> unfinished(UUID tenantId, Collection<UUID> subjectIds) {
    return subjectIds.isEmpty()
        ? Map.of()
        : database.read(tx -> JobRows.unfinished(tx, tenantId, subjectIds));
  }

  /** Those of some jobs that there are, by id; as many ids as there are rows in a page. */
  public Map<UUID, Job> all(UUID tenantId, Collection<UUID> ids) {
    return ids.isEmpty() ? Map.of() : database.read(tx -> JobRows.byIds(tx, tenantId, ids));
  }

  /** The newest job about {@code subjectId} that has not ended, if there is one. */
  public Optional<Job> unfinished(UUID tenantId, UUID subjectId) {
    return database.read(tx -> JobRows.unfinished(tx, tenantId, subjectId));
  }

  /**
   * Pauses the job: no commit of it that begins from now on succeeds. Pausing a paused job does
   * nothing.
   *
   * @param actor who does it, for the ledger
   * @return the job as it is then
   * @throws CustodyException {@code JOB_NOT_FOUND}, {@code JOB_ENDED}
   */
  public Job pause(UUID tenantId, UUID id, String actor) {
    return database.write(
        tx -> {
          requireUnfinished(tx, tenantId, id);
          boolean changed = JobRows.pause(tx, id);
          if (changed) {
            TaskRows.unschedule(tx, id);
          }
          return finishChange(tx, tenantId, id, actor, "JobPause", changed);
        });
  }

  /**
   * Makes sure that nothing is under way about {@code subjectId}, as seen by the caller's
   * transaction, which also holds what keeps others from ordering something.
   *
   * @throws CustodyException {@code JOB_RUNNING}; the message names the job
   */
  public void requireIdle(Handle tx, UUID tenantId, UUID subjectId) {
    Optional<Job> other = JobRows.unfinished(tx, tenantId, subjectId);
    if (other.isPresent()) {
      throw running(other.get().id().toString());
    }
  }

  /**
   * Calls a job off: nothing of it is committed from now on, and what was committed stays. There is
   * no way back; the same order can be given anew.
   *
   * @param actor who does it, for the ledger
   * @return the job as it is then
   * @throws CustodyException {@code JOB_NOT_FOUND}, {@code JOB_ENDED}; {@code JOB_NOT_CANCELLABLE}
   *     if it has begun what must not be left half done
   */
  public Job cancel(UUID tenantId, UUID id, String actor) {
    return database.write(
        tx -> {
          requireCancellable(requireUnfinished(tx, tenantId, id));
          if (!cancel(tx, tenantId, id, actor)) {
            throw ended(find(tx, tenantId, id));
          }
          return find(tx, tenantId, id);
        });
  }

  /**
   * Calls off whatever has this exclusive key, because a newer order takes its place, in the
   * caller's transaction.
   */
  public void supersede(Handle tx, UUID tenantId, String exclusiveKey, String actor) {
    JobRows.withKey(tx, tenantId, exclusiveKey).ifPresent(id -> cancel(tx, tenantId, id, actor));
  }

  /** Calls off whatever is under way about {@code subjectId}, in the caller's transaction. */
  public void supersedeAll(Handle tx, UUID tenantId, UUID subjectId, String actor) {
    Optional<Job> other = JobRows.unfinished(tx, tenantId, subjectId);
    while (other.isPresent()) {
      cancel(tx, tenantId, other.get().id(), actor);
      other = JobRows.unfinished(tx, tenantId, subjectId);
    }
  }

  /**
   * Marks a job that was just made as one that waits, in the transaction that makes it: its kind
   * finds out for itself, and the person who ordered it is told at once.
   */
  public void waits(Handle tx, Job job, JobOutcome.Waits waits) {
    ShardRows.markWaiting(tx, job.id(), waits.code(), waits.reason());
    if (waits.isForPerson()) {
      Map<String, String> details = Map.of("kind", job.kind(), "code", waits.code());
      record(tx, job.tenantId(), job.createdBy(), WAIT, job.id(), details);
    }
  }

  /** Lets a job that waits look at once whether it can go on; {@link #wake} follows. */
  public void hasten(Handle tx, UUID id) {
    TaskRows.hasten(tx, id, now());
  }

  /**
   * Calls a job off in the caller's transaction.
   *
   * @return false if it had ended
   */
  public boolean cancel(Handle tx, UUID tenantId, UUID id, String actor) {
    boolean cancelled = JobRows.cancel(tx, id, now());
    if (cancelled) {
      TaskRows.unschedule(tx, id);
      String kind = find(tx, tenantId, id).kind();
      record(tx, tenantId, actor, "JobCancel", id, Map.of("kind", kind));
    }
    return cancelled;
  }

  /**
   * Lets a paused job go on from where it is, a failed one try again what it could not do, and a
   * waiting one look at once whether it can go on. Resuming any other does nothing.
   *
   * @param actor who does it, for the ledger
   * @return the job as it is then
   * @throws CustodyException {@code JOB_NOT_FOUND}; {@code JOB_ENDED} if it is done or cancelled;
   *     {@code JOB_RUNNING} if it had failed and another job has its exclusive key by now
   */
  public Job resume(UUID tenantId, UUID id, String actor) {
    Job job =
        database.write(
            tx -> {
              boolean changed =
                  find(tx, tenantId, id).state() == JobState.FAILED
                      ? revive(tx, tenantId, id)
                      : JobRows.resume(tx, id);
              requireUnfinished(tx, tenantId, id);
              if (changed) {
                TaskRows.schedule(tx, TaskRows.missing(tx, id), now());
              } else {
                // One that waits goes on too, which is as much of an act.
                changed = TaskRows.hasten(tx, id, now());
              }
              return finishChange(tx, tenantId, id, actor, "JobResume", changed);
            });
    wake();
    return job;
  }

  private static boolean revive(Handle tx, UUID tenantId, UUID id) {
    Optional<UUID> other =
        JobRows.exclusiveKey(tx, id).flatMap(key -> JobRows.withKey(tx, tenantId, key));
    if (other.isPresent()) {
      throw running(other.get().toString());
    }
    try {
      boolean revived = JobRows.revive(tx, id);
      if (revived) {
        ShardRows.forgive(tx, id);
      }
      return revived;
    } catch (UnableToExecuteStatementException e) {
      throw Duplicates.isDuplicate(e) ? running("that has just begun") : e;
    }
  }

  private Job finishChange(
      Handle tx, UUID tenantId, UUID id, String actor, String operation, boolean changed) {
    Job job = requireUnfinished(tx, tenantId, id);
    if (changed) {
      record(tx, tenantId, actor, operation, id, Map.of("kind", job.kind()));
    }
    return job;
  }

  /** Records an act on a job; the last step of the transaction. */
  void record(
      Handle tx,
      UUID tenantId,
      String actor,
      String operation,
      UUID id,
      Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
            tenantId, actor, operation, id.toString(), LedgerEntry.Outcome.DONE, details));
  }

  /** Records that a job cannot be done; the last step of the transaction. */
  void recordFailure(Handle tx, UUID tenantId, String actor, UUID id, Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
            tenantId, actor, "JobFail", id.toString(), LedgerEntry.Outcome.FAILED, details));
  }

  /** Has {@code runner} called when there may be something to do. */
  void addRunner(Runnable runner) {
    runners.add(runner);
  }

  void removeRunner(Runnable runner) {
    runners.remove(runner);
  }

  private static Job find(Handle tx, UUID tenantId, UUID id) {
    return JobRows.byId(tx, tenantId, id)
        .orElseThrow(
            () ->
                new CustodyException(
                    CustodyError.JOB_NOT_FOUND, "the tenant has no such job; check its id"));
  }

  /** Says how many items a job has that is just ordered, or in a transaction of its steps. */
  public static void totalItems(Handle tx, UUID jobId, long items) {
    JobRows.totalItems(tx, jobId, items);
  }

  private static Job requireUnfinished(Handle tx, UUID tenantId, UUID id) {
    Job job = find(tx, tenantId, id);
    if (!job.isUnfinished()) {
      throw ended(job);
    }
    return job;
  }

  private static void requireCancellable(Job job) {
    if (job.kind().equals(JobLimits.WITHOUT_RETURN)) {
      throw new CustodyException(
          CustodyError.JOB_NOT_CANCELLABLE,
          "the job destroys keys and has begun; it can be paused, and it goes on to its end");
    }
  }

  private static CustodyException ended(Job job) {
    return new CustodyException(
        CustodyError.JOB_ENDED,
        "the job has ended as %s; a failed one can be resumed, otherwise give the order again"
            .formatted(job.state()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
