package dev.freehold.custody.jobs;

import dev.freehold.custody.Requester;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One execution of a shard. Used by one thread. */
final class ShardStep implements JobStep {

  /** How many times its processor time a transaction takes that mostly waits for the disk. */
  private static final int WAITS_FOR_THE_DISK = 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ShardRows.Claim claim;
  private final Map<String, String> parameters;
  private final Database database;
  private final Jobs jobs;
  private final Throttle throttle;
  private final Stopping stopping;
  private final JobMetrics metrics;
  private final Supplier<Instant> now;
  private final LongSupplier nanoTicker;
  private String position;
  private boolean progressed;
  private boolean concluded;

  ShardStep(ShardRows.Claim claim, ShardTask.Tools tools, Stopping stopping) {
    this.claim = claim;
    this.parameters = Map.copyOf(JobFacts.read(claim.parameters()));
    this.database = tools.database();
    this.jobs = tools.jobs();
    this.throttle = tools.throttle();
    this.metrics = tools.metrics();
    this.now = tools.now();
    this.nanoTicker = tools.nanoTicker();
    this.stopping = stopping;
    this.position = claim.position();
  }

  @Override
  public UUID jobId() {
    return claim.jobId();
  }

  @Override
  public UUID tenantId() {
    return claim.tenantId();
  }

  @Override
  public UUID subjectId() {
    return claim.subjectId();
  }

  @Override
  public Map<String, String> parameters() {
    return parameters;
  }

  @Override
  public int shard() {
    return claim.shard();
  }

  @Override
  public int shards() {
    return claim.shards();
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public int budgetItems() {
    return throttle.budgetItems();
  }

  @Override
  public int budgetRows() {
    return throttle.budgetRows();
  }

  @Override
  public Requester requester() {
    return Requester.system(claim.kind() + ":" + claim.jobId());
  }

  /** True if and only if something was committed since the shard was taken. */
  boolean hasProgressed() {
    return progressed;
  }

  /** True if and only if the job has ended by {@link #conclude}. */
  boolean isConcluded() {
    return concluded;
  }

  @Override
  public <R> R commit(String newPosition, long items, long bytes, SqlWork<R> work) {
    Committed<R> done = committed(newPosition, items, bytes, work);
    stopping.pause(throttle.pauseAfter(items, done.tookNanos()));
    return done.result();
  }

  @Override
  public <R> R commitRows(String newPosition, int rows, long items, SqlWork<R> work) {
    JobLimits.requireRange("the number of rows", rows, 1, Integer.MAX_VALUE);
    Committed<R> done = committed(newPosition, items, 0, work);
    throttle.rowsHeld(rows, done.heldNanos());
    stopping.pause(throttle.pauseAfterRows(items, done.costNanos()));
    return done.result();
  }

  private <R> Committed<R> committed(String newPosition, long items, long bytes, SqlWork<R> work) {
    JobLimits.requirePosition(newPosition);
    JobLimits.requireRange("the number of items", items, 0, Long.MAX_VALUE);
    JobLimits.requireRange("the number of bytes", bytes, 0, Long.MAX_VALUE);
    requireRunning();
    long startNanos = nanoTicker.getAsLong();
    long writesBefore = database.statistics().writes();
    Held<R> held =
        database.write(
            tx -> {
              // First, so that work of an execution that lost its shard is not even begun.
              long beganNanos = nanoTicker.getAsLong();
              long processorNanos = writerNanos();
              ShardRows.advance(tx, claim, position, newPosition, items, bytes);
              R result = work.run(tx);
              return new Held<>(
                  result,
                  beganNanos,
                  heldNanos(writerNanos() - processorNanos, nanoTicker.getAsLong() - beganNanos));
            });
    long endNanos = nanoTicker.getAsLong();
    boolean isShared = database.statistics().writes() - writesBefore > 1;
    position = newPosition;
    progressed = true;
    metrics.itemsDone(claim.kind(), items);
    return new Committed<>(
        held.result(),
        held.heldNanos(),
        isShared ? held.heldNanos() : endNanos - held.beganNanos(),
        endNanos - startNanos);
  }

  /**
   * The time by which a transaction holds up others. An SQLite file has one writer, a thread of
   * this process, whose processor time counts: on a busy machine the clock would count what others
   * compute meanwhile. Where the clock says far more, the writer waits for the disk, and others for
   * it.
   */
  private static long heldNanos(long writerNanos, long clockNanos) {
    return clockNanos > WAITS_FOR_THE_DISK * writerNanos ? clockNanos : writerNanos;
  }

  private long writerNanos() {
    return switch (database.dialect()) {
      case SQLITE -> THREADS.getCurrentThreadCpuTime();
      case POSTGRESQL -> nanoTicker.getAsLong();
    };
  }

  @Override
  public void conclude(Map<String, String> statement, SqlWork<Void> work) {
    if (!claim.isFinish()) {
      throw new IllegalStateException("only the finish of a job concludes it");
    }
    JobLimits.requireFacts("statement", statement);
    requireRunning();
    database.write(
        tx -> {
          ShardRows.done(tx, claim);
          if (!JobRows.done(tx, claim.jobId(), statement, now.get())) {
            throw new JobInterruptedException("the job was paused or has ended meanwhile");
          }
          work.run(tx);
          jobs.record(
              tx,
              claim.tenantId(),
              requester().actor(),
              "JobDone",
              claim.jobId(),
              Map.of("kind", claim.kind(), "subjectId", claim.subjectId().toString()));
          return null;
        });
    concluded = true;
  }

  private void requireRunning() {
    if (stopping.isSet()) {
      throw new JobInterruptedException("this node is stopping; the shard goes on elsewhere");
    }
  }

  /** What a transaction came to before it was durable. */
  private record Held<R>(R result, long beganNanos, long heldNanos) {}

  /**
   * What a commit came to.
   *
   * @param heldNanos how long it held up other writers, without the flush
   * @param costNanos the same with its flush, unless others wrote meanwhile
   * @param tookNanos how long it took, with all that it waited for
   */
  private record Committed<R>(R result, long heldNanos, long costNanos, long tookNanos) {}
}
