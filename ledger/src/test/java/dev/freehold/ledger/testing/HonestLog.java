package dev.freehold.ledger.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.PlainMerkleTree;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.tree.HashSource;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.Proofs;
import dev.freehold.ledger.witness.AddCheckpoint;
import java.util.ArrayList;
import java.util.List;

/** A small log in memory, whose key may be taken to tell another story. */
public final class HonestLog implements HashSource {

  private final String origin;
  private final NoteKey key;
  private final List<byte[]> entries;

  private HonestLog(String origin, NoteKey key, List<byte[]> entries) {
    this.origin = origin;
    this.key = key;
    this.entries = entries;
  }

  /** A log of {@code size} entries with a key of its own. */
  public static HonestLog of(String origin, int size) {
    HonestLog log = new HonestLog(origin, NoteKey.generate(), new ArrayList<>());
    log.growTo(size);
    return log;
  }

  /** Adds entries until there are {@code size}. */
  public void growTo(int size) {
    for (int i = entries.size(); i < size; i++) {
      entries.add("entry %d of %s".formatted(i, origin).getBytes(UTF_8));
    }
  }

  /** A log under the same name and key, with entries of its own from here on. */
  public HonestLog copy() {
    return new HonestLog(origin, key, new ArrayList<>(entries));
  }

  /** The entries; changing them changes the log's story. */
  public List<byte[]> entries() {
    return entries;
  }

  /** Its key under its name. */
  public VerifierKey verifier() {
    return key.verifier(origin, VerifierKey.Use.NOTE);
  }

  /** Its present head, signed. */
  public SignedNote checkpoint() {
    return checkpoint(entries.size());
  }

  /** An earlier head, signed. */
  public SignedNote checkpoint(int size) {
    return signed(Checkpoint.of(origin, head(size)).text());
  }

  /** Size and root of the first {@code size} entries. */
  public LedgerHead head(int size) {
    return new LedgerHead(
        size, MerkleHash.fromBytes(PlainMerkleTree.root(entries.subList(0, size))));
  }

  /** Any text, signed. */
  public SignedNote signed(String text) {
    return new SignedNote(text, List.of(key.sign(origin, text)));
  }

  /** What an honest log sends: it proves from what the witness knows. */
  public byte[] request(int oldSize) {
    List<MerkleHash> proof =
        oldSize <= entries.size() ? Proofs.consistency(this, oldSize, entries.size()) : List.of();
    return new AddCheckpoint(oldSize, proof, checkpoint()).bytes();
  }

  @Override
  public MerkleHash subtree(int level, long index) {
    int start = Math.toIntExact(index << level);
    return MerkleHash.fromBytes(PlainMerkleTree.root(entries.subList(start, start + (1 << level))));
  }
}
