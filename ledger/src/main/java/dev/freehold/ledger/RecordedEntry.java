package dev.freehold.ledger;

import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.tree.MerkleHash;
import java.time.Instant;
import java.util.Set;

/**
 * An entry as it is recorded in the ledger.
 *
 * @param sequence its place, counted from 1 without gaps over all tenants of the database
 * @param index its place in its tenant's log, counted from 0 without gaps; the leaf of the tree
 * @param time when it was recorded, to the millisecond
 * @param entry what was recorded; {@link LedgerEntry#ERASED} where a value was erased since
 * @param leafHash the hash of its canonical form in its tenant's tree
 * @param erased which values were erased since: names of personal facts, and {@code actor}
 */
public record RecordedEntry(
    long sequence,
    long index,
    Instant time,
    LedgerEntry entry,
    MerkleHash leafHash,
    Set<String> erased) {

  /** Copies the set. */
  public RecordedEntry {
    erased = Set.copyOf(erased);
  }
}
