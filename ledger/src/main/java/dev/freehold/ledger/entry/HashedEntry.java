package dev.freehold.ledger.entry;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.tree.MerkleHash;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** An entry parsed from the bytes that are hashed, and from nothing else. Immutable. */
public final class HashedEntry {

  private final EntryContent content;
  private final MerkleHash leafHash;

  private HashedEntry(EntryContent content, MerkleHash leafHash) {
    this.content = content;
    this.leafHash = leafHash;
  }

  /**
   * Reads the bytes of an entry.
   *
   * @throws IOException if they are not the one spelling of an entry
   */
  public static HashedEntry read(byte[] bytes) throws IOException {
    EntryContent content = EntryContent.read(bytes);
    if (!Arrays.equals(content.canonical(), bytes)) {
      throw new IOException("an entry is canonical JSON, and this is another spelling");
    }
    return new HashedEntry(content, MerkleHash.ofLeaf(bytes));
  }

  /** Its hash in the tree. */
  public MerkleHash leafHash() {
    return leafHash;
  }

  /** Its place over all tenants, from 1. */
  public long sequence() {
    return content.sequence();
  }

  /** Its place in its tenant's log, from 0; entries of the first form do not say it. */
  public OptionalLong index() {
    return content.index();
  }

  /** The time at which it was recorded. */
  public Instant time() {
    return content.time();
  }

  /** The tenant whose entry it is. */
  public UUID tenantId() {
    return content.tenantId();
  }

  /** What was done. */
  public String operation() {
    return content.operation();
  }

  /** The object of the act. */
  public String objectId() {
    return content.objectId();
  }

  /** The outcome of the act. */
  public Outcome outcome() {
    return content.outcome();
  }

  /** Facts that name no person. */
  public Map<String, String> details() {
    return content.details();
  }

  /** The names of the values to which it commits, {@code actor} among them if that is a person. */
  public Set<String> personalNames() {
    return content.commitments().keySet();
  }

  /** Whether it commits to every value in {@code opening}. */
  public boolean opens(PersonalOpening opening) {
    try {
      return opening.personal().opens(content.commitments());
    } catch (IllegalArgumentException noSalt) {
      return false;
    }
  }
}
