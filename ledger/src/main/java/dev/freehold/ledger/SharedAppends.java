package dev.freehold.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets entries that come at the same time share one transaction. Whoever comes while nobody writes
 * does so, for all that wait by then; when that is durable, the first of those who came meanwhile
 * goes on, and everybody else finds theirs written. A lone entry never waits for company, and
 * nobody waits for a transaction that theirs is not in. Thread-safe.
 *
 * @param <E> an entry
 * @param <R> where it was written
 */
final class SharedAppends<E, R> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Waiting<E, R>> waiting = new ArrayDeque<>();
  private final Function<List<E>, List<R>> writer;
  private boolean isWriting;

  /**
   * @param writer makes entries durable, all or none, and says where each was written
   */
  SharedAppends(Function<List<E>, List<R>> writer) {
    this.writer = writer;
  }

  /** Returns where the entry is once it is durable; throws what the writer threw. */
  R append(E entry) {
    Waiting<E, R> own = new Waiting<>(entry);
    boolean mustWrite = enqueue(own);
    if (!mustWrite) {
      own.woken.acquireUninterruptibly();
    }
    if (!own.isSettled) {
      write();
    }
    return own.result();
  }

  /** Whether the caller has to write, because nobody does. */
  private boolean enqueue(Waiting<E, R> own) {
    lock.lock();
    try {
      if (waiting.size() >= LedgerLimits.MAX_WAITING_ENTRIES) {
        throw new LedgerException(
            LedgerError.UNAVAILABLE,
            "%d acts wait to be recorded already; try again in a moment"
                .formatted(LedgerLimits.MAX_WAITING_ENTRIES),
            null);
      }
      waiting.add(own);
      boolean mustWrite = !isWriting;
      isWriting = true;
      return mustWrite;
    } finally {
      lock.unlock();
    }
  }

  /** How many entries nobody has begun to write. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, which begins with the caller's own, and hands over to the next. */
  private void write() {
    // The others are not to be refused because this one was interrupted.
    boolean wasInterrupted = Thread.interrupted();
    List<Waiting<E, R>> batch = take();
    try {
      List<R> results = writer.apply(batch.stream().map(each -> each.entry).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).settle(results.get(i), null);
      }
    } catch (RuntimeException | Error failure) {
      batch.forEach(each -> each.settle(null, failure));
    } finally {
      handOver();
      batch.forEach(each -> each.woken.release());
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<Waiting<E, R>> take() {
    List<Waiting<E, R>> batch = new ArrayList<>();
    lock.lock();
    try {
      while (batch.size() < LedgerLimits.MAX_SHARED_ENTRIES && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
    return batch;
  }

  private void handOver() {
    lock.lock();
    try {
      Waiting<E, R> next = waiting.peek();
      if (next == null) {
        isWriting = false;
      } else {
        next.woken.release();
      }
    } finally {
      lock.unlock();
    }
  }

  /** One entry on its way. What became of it is told through the semaphore. */
  private static final class Waiting<E, R> {

    private final E entry;
    private final Semaphore woken = new Semaphore(0);
    private boolean isSettled;
    private R where;
    private Throwable failure;

    Waiting(E entry) {
      this.entry = entry;
    }

    void settle(R place, Throwable reason) {
      where = place;
      failure = reason;
      isSettled = true;
    }

    R result() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException refusal) {
        throw refusal;
      }
      return where;
    }
  }
}
