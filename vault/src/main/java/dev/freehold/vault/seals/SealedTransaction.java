package dev.freehold.vault.seals;

import java.util.ArrayList;
import java.util.List;

/** What belongs to one transaction of a {@link SealedDatabase}. For one thread at a time. */
final class SealedTransaction {

  static final ScopedValue<SealedTransaction> NOW = ScopedValue.newInstance();

  private final VaultSeals seals;
  private final boolean writes;
  private long begun;
  private final List<Raise> written = new ArrayList<>();

  SealedTransaction(VaultSeals seals, boolean writes) {
    this.seals = seals;
    this.writes = writes;
  }

  /** To be called inside the transaction, before anything is read: what it waited for is over. */
  void begin() {
    begun = seals.raised();
    written.clear();
  }

  /**
   * That of this thread.
   *
   * @throws IllegalStateException if it runs in none
   */
  static SealedTransaction current() {
    if (!NOW.isBound()) {
      throw new IllegalStateException(
          "what decides about keys is read and written through the server's sealed database");
    }
    return NOW.get();
  }

  VaultSeals seals() {
    return seals;
  }

  /** Whether it may see what it will undo. */
  boolean writes() {
    return writes;
  }

  /** How many marks were raised before it began, so before what it sees was read. */
  long begun() {
    return begun;
  }

  void wrote(Raise raise) {
    written.add(raise);
  }

  List<Raise> written() {
    return written;
  }

  void undone() {
    written.clear();
  }
}
