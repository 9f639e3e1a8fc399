package dev.freehold.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets entries that come at the same time share one transaction: whoever gets the turn writes all
 * that wait, the others find theirs written. A lone entry never waits for company. It takes appends
 * from one row lock and one flush each to one for many. Thread-safe.
 */
final class SharedAppends {

  private final BlockingQueue<Waiting> waiting =
      new ArrayBlockingQueue<>(LedgerLimits.MAX_WAITING_ENTRIES);
  private final ReentrantLock turn = new ReentrantLock();
  private final Function<List<LedgerEntry>, Long> writer;

  /**
   * @param writer makes entries durable, all or none, and returns the sequence of the first
   */
  SharedAppends(Function<List<LedgerEntry>, Long> writer) {
    this.writer = writer;
  }

  /** Returns the entry's sequence once it is durable; throws what the writer threw. */
  long append(LedgerEntry entry) {
    Waiting own = new Waiting(entry);
    if (!waiting.offer(own)) {
      throw new LedgerException(
          LedgerError.UNAVAILABLE,
          "%d acts wait to be recorded already; try again in a moment"
              .formatted(LedgerLimits.MAX_WAITING_ENTRIES),
          null);
    }
    turn.lock();
    try {
      while (!own.settled) {
        writeSome();
      }
    } finally {
      turn.unlock();
    }
    return own.sequence();
  }

  /** How many entries nobody has begun to write. */
  int waiting() {
    return waiting.size();
  }

  private void writeSome() {
    List<Waiting> batch = new ArrayList<>();
    waiting.drainTo(batch, LedgerLimits.MAX_SHARED_ENTRIES);
    try {
      long sequence = writer.apply(batch.stream().map(each -> each.entry).toList());
      for (Waiting each : batch) {
        each.settle(sequence, null);
        sequence++;
      }
    } catch (RuntimeException | Error failure) {
      batch.forEach(each -> each.settle(0, failure));
    }
  }

  /** One entry on its way; read and written by whoever has the turn. */
  private static final class Waiting {

    private final LedgerEntry entry;
    private boolean settled;
    private long sequence;
    private Throwable failure;

    Waiting(LedgerEntry entry) {
      this.entry = entry;
    }

    void settle(long number, Throwable reason) {
      sequence = number;
      failure = reason;
      settled = true;
    }

    long sequence() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException refusal) {
        throw refusal;
      }
      return sequence;
    }
  }
}
