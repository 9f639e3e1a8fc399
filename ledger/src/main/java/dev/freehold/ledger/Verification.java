package dev.freehold.ledger;

import java.util.Map;
import java.util.UUID;

/** What {@link Ledger#verify} found. */
public sealed interface Verification {

  /**
   * Every entry is as it was recorded, as far as the database alone can tell. Somebody who rewrites
   * the whole ledger with its heads goes unnoticed here; that takes a copy of an earlier head kept
   * elsewhere. Nor does it tell who erased a personal value that is not there any more.
   *
   * @param entries how many entries of all tenants there are; the last one has this sequence
   * @param heads the state of each tenant's log that was verified
   */
  record Intact(long entries, Map<UUID, LedgerHead> heads) implements Verification {

    /** Copies the map. */
    public Intact {
      heads = Map.copyOf(heads);
    }
  }

  /**
   * The ledger was tampered with or damaged.
   *
   * @param sequence the first entry that is not as it was recorded, or after which the recorded
   *     state is not what the entries lead to; those before it are as they were, unless the fault
   *     is one of a tile or a head: then it is one of its tenant's up to here
   * @param fault what is wrong with it
   */
  record Broken(long sequence, Fault fault) implements Verification {}

  /** What can be wrong with an entry. */
  enum Fault {
    /** There is none with this sequence. */
    DROPPED,
    /** The entry here was recorded with another sequence, or at another place of its log. */
    REORDERED,
    /** The entry, its search columns or its hash were changed. */
    EDITED,
    /** A personal value is not the one that the entry commits to. */
    PERSONAL_CHANGED,
    /** A tile of hashes that ends with this entry is not what the entries lead to. */
    TILE_CHANGED,
    /** The entries up to here do not lead to a recorded head. */
    HEAD_CHANGED
  }
}
