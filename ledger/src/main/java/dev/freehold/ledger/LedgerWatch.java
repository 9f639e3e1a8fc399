package dev.freehold.ledger;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a ledger takes entries, for alarms: a caller that could not record has refused an act.
 * Thread-safe.
 */
public final class LedgerWatch {

  private final AtomicLong refused = new AtomicLong();
  private volatile boolean takesEntries = true;

  /** How many entries were refused since the process began. */
  public long refused() {
    return refused.get();
  }

  /** Whether the last entry that anybody wanted to record was taken. */
  public boolean takesEntries() {
    return takesEntries;
  }

  void taken() {
    if (!takesEntries) {
      takesEntries = true;
    }
  }

  void refuse() {
    refused.incrementAndGet();
    takesEntries = false;
  }
}
