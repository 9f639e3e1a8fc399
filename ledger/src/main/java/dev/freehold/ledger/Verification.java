package dev.freehold.ledger;

/** What {@link Ledger#verify} found. */
public sealed interface Verification {

  /**
   * Every entry is as it was recorded, as far as the database alone can tell. Somebody who rewrites
   * the whole ledger with its head goes unnoticed here; that takes a copy of an earlier head kept
   * elsewhere.
   *
   * @param head the state that was verified
   */
  record Intact(LedgerHead head) implements Verification {}

  /**
   * The ledger was tampered with or damaged.
   *
   * @param sequence the first entry that is not as it was recorded; those before it are
   * @param fault what is wrong with it
   */
  record Broken(long sequence, Fault fault) implements Verification {}

  /** What can be wrong with an entry. */
  enum Fault {
    /** There is none with this sequence. */
    DROPPED,
    /** The entry here was recorded with another sequence. */
    REORDERED,
    /** The entry, its search columns or its hashes were changed. */
    EDITED,
    /** The entries up to here do not lead to the recorded head. */
    HEAD_CHANGED
  }
}
