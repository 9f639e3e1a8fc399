package dev.freehold.ledger;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.ledger.entry.LedgerLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets entries that come at the same time share one transaction. A caller that comes while no
 * transaction waits to begin asks for one; callers that come before its turn share it. So the next
 * one fills while the one before is being made durable, and begins the moment that ends. A lone
 * entry never waits for company, and nobody waits for a transaction after the one theirs is in.
 * Thread-safe.
 *
 * @param <E> an entry
 * @param <R> where it was written
 */
final class SharedAppends<E, R> {

  private final ReentrantLock lock = new ReentrantLock();

  /** If somebody has asked for a transaction that has not begun, theirs is the first of these. */
  @GuardedBy("lock")
  private final Queue<Waiting<E, R>> waiting = new ArrayDeque<>();

  private final Function<Supplier<List<E>>, List<R>> writer;

  @GuardedBy("lock")
  private boolean isAskedFor;

  /**
   * @param writer makes entries durable, all or none, and says where each was written; it asks for
   *     them once, when it has its turn
   */
  SharedAppends(Function<Supplier<List<E>>, List<R>> writer) {
    this.writer = writer;
  }

  /** Returns where the entry is once it is durable; throws what the writer threw. */
  R append(E entry) {
    Waiting<E, R> own = new Waiting<>(entry);
    if (!enqueue(own)) {
      own.woken.acquireUninterruptibly();
    }
    if (own.mustWrite) {
      write();
    }
    return own.result();
  }

  /** Whether the caller has to ask for a transaction. */
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
      own.mustWrite = !isAskedFor;
      isAskedFor = true;
      return own.mustWrite;
    } finally {
      lock.unlock();
    }
  }

  /** How many entries wait for a transaction to begin. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    // The others are not to be refused because this one was interrupted.
    boolean wasInterrupted = Thread.interrupted();
    List<Waiting<E, R>> batch = new ArrayList<>();
    try {
      List<R> results =
          writer.apply(
              () -> {
                take(batch);
                return batch.stream().map(each -> each.entry).toList();
              });
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).settle(results.get(i), null);
      }
    } catch (RuntimeException | Error failure) {
      if (batch.isEmpty()) {
        takeAll(batch);
      }
      batch.forEach(each -> each.settle(null, failure));
    } finally {
      batch.forEach(each -> each.woken.release());
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The turn has come. If more wait than fit, the first of the others asks for the next one. */
  private void take(List<Waiting<E, R>> batch) {
    lock.lock();
    try {
      while (batch.size() < LedgerLimits.MAX_SHARED_ENTRIES && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      Waiting<E, R> next = waiting.peek();
      isAskedFor = next != null;
      if (next != null) {
        next.mustWrite = true;
        next.woken.release();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The turn never came: all that waited for it are refused, or each would wait as long again. */
  private void takeAll(List<Waiting<E, R>> batch) {
    lock.lock();
    try {
      batch.addAll(waiting);
      waiting.clear();
      isAskedFor = false;
    } finally {
      lock.unlock();
    }
  }

  /** One entry on its way. What became of it is told through the semaphore. */
  private static final class Waiting<E, R> {

    private final E entry;
    private final Semaphore woken = new Semaphore(0);
    private boolean mustWrite;
    private R where;
    private Throwable failure;

    Waiting(E entry) {
      this.entry = entry;
    }

    void settle(R place, Throwable reason) {
      where = place;
      failure = reason;
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
