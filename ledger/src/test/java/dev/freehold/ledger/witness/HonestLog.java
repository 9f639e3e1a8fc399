package dev.freehold.ledger.witness;

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
import java.util.ArrayList;
import java.util.List;

/** A small log in memory, whose key may be taken to tell another story. */
final class HonestLog implements HashSource {

  private final String origin;
  private final NoteKey key;
  private final List<byte[]> entries;

  private HonestLog(String origin, NoteKey key, List<byte[]> entries) {
    this.origin = origin;
    this.key = key;
    this.entries = entries;
  }

  static HonestLog of(String origin, int size) {
    HonestLog log = new HonestLog(origin, NoteKey.generate(), new ArrayList<>());
    log.growTo(size);
    return log;
  }

  void growTo(int size) {
    for (int i = entries.size(); i < size; i++) {
      entries.add(("entry %d of %s".formatted(i, origin)).getBytes(UTF_8));
    }
  }

  /** A log under the same name and key, with entries of its own from here on. */
  HonestLog copy() {
    return new HonestLog(origin, key, new ArrayList<>(entries));
  }

  List<byte[]> entries() {
    return entries;
  }

  VerifierKey verifier() {
    return key.verifier(origin, VerifierKey.Use.NOTE);
  }

  SignedNote checkpoint() {
    return checkpoint(entries.size());
  }

  SignedNote checkpoint(int size) {
    MerkleHash root = MerkleHash.fromBytes(PlainMerkleTree.root(entries.subList(0, size)));
    return signed(Checkpoint.of(origin, new LedgerHead(size, root)).text());
  }

  SignedNote signed(String text) {
    return new SignedNote(text, List.of(key.sign(origin, text)));
  }

  /** What an honest log sends: it proves from what the witness knows. */
  byte[] request(int oldSize) {
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
