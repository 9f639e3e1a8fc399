package dev.freehold.ledger;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether the ledger accepts entries, for alarms: an act that cannot be recorded is refused.
 * Thread-safe.
 */
public final class LedgerWatch {

  private final AtomicLong refused = new AtomicLong();
  private volatile boolean takesEntries = true;
  private volatile boolean isHeldUp;

  /** How many entries were refused since the process began. */
  public long refused() {
    return refused.get();
  }

  /** Whether the last entry that anybody wanted to record was taken, and can get its place. */
  public boolean takesEntries() {
    return takesEntries && !isHeldUp;
  }

  /**
   * Returns if and only if entries that wait can get their places, as far as is known: others that
   * wait behind a damaged one could be changed without a trace for as long as it is there.
   *
   * @throws LedgerException {@link LedgerError#DAMAGED} otherwise
   */
  void requirePlaces() {
    if (isHeldUp) {
      throw new LedgerException(
          LedgerError.DAMAGED,
          "entries that wait get no places in the logs; verify the ledger",
          null);
    }
  }

  void holdUp() {
    isHeldUp = true;
  }

  void placed() {
    if (isHeldUp) {
      isHeldUp = false;
    }
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
