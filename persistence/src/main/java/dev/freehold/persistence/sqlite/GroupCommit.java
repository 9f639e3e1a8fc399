package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.DatabaseRefusals;
import dev.freehold.persistence.DatabaseStatistics;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.SqlFailures;
import dev.freehold.persistence.SqlWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets writers that come at the same time share one flush to disk.
 *
 * <p>Callers queue their work. One thread takes what waits, runs each work but the first inside a
 * savepoint of one transaction, commits once, and only then tells the callers. While it commits,
 * the next batch gathers, so a lone writer never waits for company. docs/decisions/0002 gives the
 * reasons and the measurements.
 */
final class GroupCommit implements AutoCloseable {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Fair, so that a stream of batches does not keep an erasure waiting. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final BlockingQueue<PendingWrite<?>> waiting =
      new ArrayBlockingQueue<>(PersistenceLimits.MAX_WAITING_WRITES, true);
  private final PendingWrite<Void> last = new PendingWrite<>(handle -> null);
  private final SqliteWriter writer;
  private final Thread thread;
  private final Thread watch;

  /**
   * What the next batch begins with. It was taken from those that wait, and may wait for a turn.
   */
  private volatile PendingWrite<?> head = last;

  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();

  GroupCommit(String name, SqliteWriter writer) {
    this.writer = writer;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::runBatches);
    this.watch = Thread.ofPlatform().daemon().name(name + "-watch").start(this::refuseOverdue);
  }

  /** Queues {@code work} and waits until it is durable. Must not be called after close. */
  <R> R write(SqlWork<R> work) {
    PendingWrite<R> pending = new PendingWrite<>(work);
    enqueue(pending);
    return pending.await();
  }

  private void enqueue(PendingWrite<?> pending) {
    try {
      if (!waiting.offer(pending, PersistenceLimits.MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw DatabaseRefusals.busy(
            "%d writers wait already".formatted(PersistenceLimits.MAX_WAITING_WRITES), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatabaseRefusals.interrupted(e);
    }
  }

  /** Runs {@code step} while no batch runs; writers wait meanwhile. */
  void betweenBatches(Step step) throws SQLException {
    turn.lock();
    try {
      step.run();
    } finally {
      turn.unlock();
    }
  }

  DatabaseStatistics statistics() {
    return new DatabaseStatistics(writes.get(), commits.get(), waiting.size());
  }

  /**
   * Refuses what has waited too long. A timer for each write would wake a thread for each of them;
   * this is one look at all that wait.
   */
  private void refuseOverdue() {
    try {
      while (true) {
        Thread.sleep(PersistenceLimits.WAIT_LOOK_MILLIS);
        waiting.forEach(write -> write.refuseAfter(PersistenceLimits.MAX_WAIT_MILLIS));
        head.refuseAfter(PersistenceLimits.MAX_WAIT_MILLIS);
      }
    } catch (InterruptedException closed) {
      // Nobody waits any more.
    }
  }

  private void runBatches() {
    try {
      PendingWrite<?> first = waiting.take();
      while (first != last) {
        PendingWrite<?> unfinished = runBatch(first);
        first = unfinished == null ? waiting.take() : unfinished;
      }
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it.
      throw new IllegalStateException(e);
    }
  }

  /** Runs one batch; returns {@link #last} if it came up, else null. */
  private PendingWrite<?> runBatch(PendingWrite<?> first) {
    List<PendingWrite<?>> batch = new ArrayList<>();
    long deadline = System.nanoTime() + PersistenceLimits.MAX_BATCH_MILLIS * NANOS_PER_MILLI;
    PendingWrite<?> next = first;
    head = first;
    turn.lock();
    try {
      writer.begin();
      boolean wasLong = false;
      while (next != null && next != last) {
        if (next.start()) {
          batch.add(next);
          wasLong = writer.run(next) >= PersistenceLimits.LONG_WORK_MILLIS;
        }
        next = wasLong || isFull(batch, deadline) ? null : waiting.poll();
      }
      writer.commit();
    } catch (RuntimeException | Error e) {
      writer.abandon();
      PersistenceException reason = SqlFailures.ofBatch(e);
      if (first.start()) {
        first.fail(reason);
      }
      batch.forEach(write -> write.fail(reason));
      return next == last ? last : null;
    } finally {
      turn.unlock();
    }
    acknowledge(batch);
    return next == last ? last : null;
  }

  private static boolean isFull(List<PendingWrite<?>> batch, long deadlineNanos) {
    return batch.size() >= PersistenceLimits.MAX_BATCH_WRITES
        || System.nanoTime() - deadlineNanos >= 0;
  }

  private void acknowledge(List<PendingWrite<?>> batch) {
    int durable = 0;
    for (PendingWrite<?> write : batch) {
      if (!write.isUndone()) {
        durable++;
      }
    }
    if (durable > 0) {
      commits.incrementAndGet();
      writes.addAndGet(durable);
    }
    batch.forEach(PendingWrite::acknowledge);
  }

  /** Runs what waits, then ends the thread. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    boolean queued = false;
    while (thread.isAlive()) {
      try {
        if (!queued) {
          waiting.put(last);
          queued = true;
        }
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    watch.interrupt();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What runs between batches, on its own connection. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }
}
