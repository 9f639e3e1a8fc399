package dev.freehold.ledger;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether the ledger accepts entries, for alarms: an act that cannot be recorded is refused.
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
