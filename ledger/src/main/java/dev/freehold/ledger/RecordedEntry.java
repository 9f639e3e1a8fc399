package dev.freehold.ledger;

import dev.freehold.ledger.tree.MerkleHash;
import java.time.Instant;

/**
 * An entry as it stands in the ledger.
 *
 * @param sequence its place, counted from 1 without gaps over all tenants of the database
 * @param time when it was recorded, to the millisecond
 * @param entry what was recorded
 * @param leafHash the hash of its canonical form in the ledger's tree
 */
public record RecordedEntry(long sequence, Instant time, LedgerEntry entry, MerkleHash leafHash) {}
