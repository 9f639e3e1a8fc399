package dev.freehold.ledger.witness;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteLines;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.tree.MerkleHash;
import dev.freehold.ledger.tree.Proofs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A log's request to a witness to cosign a new head.
 *
 * @param oldSize the size of the last head that the witness has, as far as the log knows
 * @param proof the proof that the tree of that size is the beginning of the new one
 * @param checkpoint the new head, signed
 */
public record AddCheckpoint(long oldSize, List<MerkleHash> proof, SignedNote checkpoint) {

  /** The body of a request. */
  public static final int MAX_BYTES = 96 << 10;

  private static final String OLD = "old ";
  private static final String BLANK = "\n\n";

  /** Copies the list. */
  public AddCheckpoint {
    proof = List.copyOf(proof);
  }

  /**
   * Reads the body of a request.
   *
   * @throws MalformedNoteException if it is malformed
   */
  static AddCheckpoint parse(byte[] body) {
    String text = NoteLines.decode(body, MAX_BYTES, "a request");
    int blank = text.indexOf(BLANK);
    List<String> lines = Arrays.asList(text.substring(0, Math.max(blank, 0)).split("\n", -1));
    if (blank < 0 || !lines.getFirst().startsWith(OLD)) {
      throw NoteLines.malformed(
          "a request is the line 'old SIZE', the hashes of a consistency proof, an empty line and"
              + " a checkpoint");
    }
    if (lines.size() - 1 > Proofs.MAX_HASHES) {
      throw NoteLines.malformed(
          "a consistency proof has at most %d hashes".formatted(Proofs.MAX_HASHES));
    }
    return new AddCheckpoint(
        NoteLines.decimal(lines.getFirst().substring(OLD.length()), "the old size"),
        lines.subList(1, lines.size()).stream()
            .map(line -> NoteLines.hash(line, "a hash of a proof"))
            .toList(),
        SignedNote.parse(text.substring(blank + BLANK.length()).getBytes(StandardCharsets.UTF_8)));
  }

  /** The body of a request. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    text.append(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> text.append(NoteLines.base64(hash)).append('\n'));
    text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
