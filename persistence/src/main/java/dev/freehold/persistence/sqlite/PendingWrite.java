package dev.freehold.persistence.sqlite;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseRefusals;
import dev.freehold.persistence.OpenTransactions;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.SqlWork;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One caller's work on its way through the writer. The caller can withdraw it until the writer
 * starts it; from then on the caller waits for the outcome, however long it takes, since it could
 * not say otherwise whether the change is there.
 *
 * @param <R> what the work returns
 */
final class PendingWrite<R> {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private enum State {
    WAITING,
    STARTED,
    WITHDRAWN
  }

  private final SqlWork<R> work;
  private final Set<Database> openTransactions = OpenTransactions.current();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch settled = new CountDownLatch(1);
  private final long sinceNanos = System.nanoTime();
  private R result;
  private Throwable failure;

  PendingWrite(SqlWork<R> work) {
    this.work = work;
  }

  /** The writer takes it; false if the caller has gone. */
  boolean start() {
    return state.compareAndSet(State.WAITING, State.STARTED);
  }

  /** Runs the work; the result is kept until {@link #acknowledge}. */
  void run(Database database, SqliteSession session) {
    result = OpenTransactions.inside(database, openTransactions, () -> session.run(work));
  }

  /**
   * The work threw and its changes were undone. Its caller is told when the batch is durable, not
   * before: what the work saw may be another's change in the same batch, and a caller who then
   * looks must find it.
   */
  void undone(Throwable why) {
    failure = why;
  }

  /** Whether the work threw. */
  boolean isUndone() {
    return failure != null;
  }

  /** The batch is durable: the caller is told what happened to its work. */
  void acknowledge() {
    settled.countDown();
  }

  /** The batch was lost, and with it whatever the work did or saw. */
  void fail(Throwable why) {
    failure = why;
    settled.countDown();
  }

  /** The caller takes it back; false if the writer has started it. */
  boolean withdraw() {
    return state.compareAndSet(State.WAITING, State.WITHDRAWN);
  }

  /** Refuses it if it was not started within {@code maxWaitMillis}. */
  void refuseAfter(long maxWaitMillis) {
    if ((System.nanoTime() - sinceNanos) / NANOS_PER_MILLI >= maxWaitMillis && withdraw()) {
      fail(
          DatabaseRefusals.busy(
              "the work did not start within %d ms".formatted(maxWaitMillis), null));
    }
  }

  /**
   * Waits for the outcome.
   *
   * @throws PersistenceException if the caller was interrupted before the work started; or what
   *     {@link #fail} was given
   */
  R await() {
    try {
      settled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (withdraw()) {
        throw DatabaseRefusals.interrupted(e);
      }
    }
    awaitUninterruptibly();
    if (failure != null) {
      throw DatabaseRefusals.unchecked(failure);
    }
    return result;
  }

  private void awaitUninterruptibly() {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          settled.await();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
