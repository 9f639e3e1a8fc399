package dev.freehold.ledger.note;

import dev.freehold.ledger.LedgerHead;
import dev.freehold.ledger.tree.MerkleHash;
import java.util.Arrays;
import java.util.List;

/**
 * The statement that a log signs: which log it is, how many entries it has, and their root hash.
 *
 * @param origin the log's identity, one line
 * @param size how many entries
 * @param root the root of the RFC 6962 tree over them
 * @param extensions further lines, which mean nothing here; none of them empty
 */
public record Checkpoint(String origin, long size, MerkleHash root, List<String> extensions) {

  private static final int LINES = 3;

  /** Copies the list and checks the form. */
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (size < 0) {
      throw new MalformedNoteException("a checkpoint's size is 0 or more");
    }
    if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw new MalformedNoteException(
          "a checkpoint's origin and its further lines are lines that are not empty");
    }
  }

  /** A checkpoint of this head, without further lines. */
  public static Checkpoint of(String origin, LedgerHead head) {
    return new Checkpoint(origin, head.size(), head.root(), List.of());
  }

  /**
   * Reads a note's text.
   *
   * @throws MalformedNoteException if it is no checkpoint
   */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("a checkpoint's text ends in a line feed");
    }
    List<String> lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < LINES) {
      throw new MalformedNoteException("a checkpoint has three lines: origin, size and root");
    }
    return new Checkpoint(
        lines.get(0),
        NoteLines.decimal(lines.get(1), "a checkpoint's size"),
        NoteLines.hash(lines.get(2), "a checkpoint's root"),
        lines.subList(LINES, lines.size()));
  }

  private static boolean isLine(String text) {
    return !text.isEmpty() && text.chars().noneMatch(c -> c < ' ');
  }

  /** Size and root. */
  public LedgerHead head() {
    return new LedgerHead(size, root);
  }

  /** The text that is signed. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n');
    text.append(NoteLines.base64(root)).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
