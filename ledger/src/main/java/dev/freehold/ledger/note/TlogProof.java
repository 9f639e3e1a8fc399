package dev.freehold.ledger.note;

import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.ProofCheck;
import dev.freehold.ledger.tree.Proofs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proof, which can be checked offline, that an entry is in a log: the content of a {@code
 * .tlog-proof} file.
 *
 * @param extra further data, which nothing in the file vouches for: the entry, if somebody put it
 *     there
 * @param index the entry's place in the log, from 0
 * @param hashes the inclusion proof, the leaf's sibling first
 * @param checkpoint the log's signed statement, with cosignatures if witnesses gave them
 */
public record TlogProof(
    Optional<byte[]> extra, long index, List<MerkleHash> hashes, SignedNote checkpoint) {

  private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** Copies the list and checks the bounds. */
  public TlogProof {
    hashes = List.copyOf(hashes);
    if (hashes.size() > Proofs.MAX_HASHES) {
      throw new MalformedNoteException(
          "an inclusion proof has at most %d hashes".formatted(Proofs.MAX_HASHES));
    }
  }

  /** The same proof with the entry, so that the file can be checked by itself. */
  public TlogProof withEntry(byte[] entry) {
    return new TlogProof(Optional.of(entry), index, hashes, checkpoint);
  }

  /**
   * Reads a proof; its parts are of the right form, and nothing in them is checked yet.
   *
   * @throws MalformedNoteException if it is malformed
   */
  public static TlogProof parse(byte[] bytes) {
    String text = NoteLines.decode(bytes, NoteLimits.MAX_PROOF_BYTES, "a proof");
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNoteException("a proof has an empty line before its checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", -1)));
    if (!lines.removeFirst().equals(FIRST_LINE)) {
      throw new MalformedNoteException("a proof begins with the line " + FIRST_LINE);
    }
    Optional<byte[]> extra = extra(lines);
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new MalformedNoteException("a proof tells the entry's index");
    }
    long index = NoteLines.decimal(lines.removeFirst().substring(INDEX.length()), "an index");
    if (lines.size() > Proofs.MAX_HASHES) {
      throw new MalformedNoteException(
          "an inclusion proof has at most %d hashes".formatted(Proofs.MAX_HASHES));
    }
    return new TlogProof(
        extra,
        index,
        lines.stream().map(line -> NoteLines.hash(line, "a hash of a proof")).toList(),
        SignedNote.parse(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<byte[]> extra(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().startsWith(EXTRA)) {
      return Optional.empty();
    }
    String base64 = lines.removeFirst().substring(EXTRA.length());
    if (base64.length() > NoteLimits.MAX_EXTRA_CHARS) {
      throw new MalformedNoteException(
          "extra data has at most %d characters".formatted(NoteLimits.MAX_EXTRA_CHARS));
    }
    return Optional.of(NoteLines.base64(base64, "extra data"));
  }

  /**
   * Whether the entry with hash {@code leaf} is in the tree that the checkpoint states. Says
   * nothing about who signed the checkpoint.
   *
   * @throws MalformedNoteException if the checkpoint's text is malformed
   */
  public boolean includes(MerkleHash leaf) {
    Checkpoint stated = Checkpoint.parse(checkpoint.text());
    return ProofCheck.included(leaf, index, stated.size(), hashes, stated.root());
  }

  /** The file's content. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    text.append(FIRST_LINE).append('\n');
    extra.ifPresent(data -> text.append(EXTRA).append(NoteLines.base64(data)).append('\n'));
    text.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> text.append(NoteLines.base64(hash)).append('\n'));
    text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
