package dev.freehold.ledger.note;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text and signatures over it. Believe nothing in it before {@link #isSignedBy} is true for a key
 * that you trust.
 *
 * @param text ends in a line feed
 * @param signatures 1 to 64, of any keys
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

  private static final String BLANK = "\n\n";

  /** Copies the list and checks the bounds. */
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new MalformedNoteException(
          "a note's text ends in a line feed and has no other control characters");
    }
    if (signatures.isEmpty() || signatures.size() > NoteLimits.MAX_SIGNATURES) {
      throw new MalformedNoteException(
          "a note has 1 to %d signatures".formatted(NoteLimits.MAX_SIGNATURES));
    }
  }

  /**
   * Reads a note.
   *
   * @throws MalformedNoteException if it is malformed, or larger than {@link
   *     NoteLimits#MAX_NOTE_BYTES}
   */
  public static SignedNote parse(byte[] bytes) {
    String note = NoteLines.decode(bytes, NoteLimits.MAX_NOTE_BYTES, "a note");
    int blank = note.lastIndexOf(BLANK);
    if (blank < 0 || !note.endsWith("\n")) {
      throw new MalformedNoteException(
          "a note is a text, an empty line and signature lines, each ended by a line feed");
    }
    String lines = note.substring(blank + BLANK.length());
    return new SignedNote(note.substring(0, blank + 1), signatures(lines));
  }

  /**
   * Reads signature lines that stand alone, as witnesses answer with.
   *
   * @throws MalformedNoteException if there are none, too many, or something else among them
   */
  public static List<NoteSignature> parseSignatures(byte[] bytes) {
    return signatures(NoteLines.decode(bytes, NoteLimits.MAX_NOTE_BYTES, "a list of signatures"));
  }

  private static List<NoteSignature> signatures(String lines) {
    if (!lines.endsWith("\n")) {
      throw new MalformedNoteException("a signature line ends in a line feed");
    }
    String[] each = lines.substring(0, lines.length() - 1).split("\n", -1);
    if (each.length > NoteLimits.MAX_SIGNATURES) {
      throw new MalformedNoteException(
          "a note has 1 to %d signatures".formatted(NoteLimits.MAX_SIGNATURES));
    }
    return Arrays.stream(each).map(NoteSignature::parse).toList();
  }

  /**
   * Whether {@code key} signed the text: there is a signature in its name, and every such signature
   * is right.
   */
  public boolean isSignedBy(VerifierKey key) {
    List<NoteSignature> own = signatures.stream().filter(key::isNamedBy).toList();
    return !own.isEmpty() && own.stream().allMatch(signature -> key.verifies(text, signature));
  }

  /** The first of the signatures in the name of {@code key}; right or wrong. */
  public Optional<NoteSignature> signatureOf(VerifierKey key) {
    return signatures.stream().filter(key::isNamedBy).findFirst();
  }

  /** When the witness {@code key} cosigned the text; empty if it did not. */
  public Optional<Instant> cosignedAt(VerifierKey key) {
    return isSignedBy(key) ? signatureOf(key).flatMap(key::timeOf) : Optional.empty();
  }

  /** The same note with further signatures. */
  public SignedNote with(List<NoteSignature> further) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.addAll(further);
    return new SignedNote(text, all);
  }

  /** The encoded note. */
  public byte[] bytes() {
    return (text
            + "\n"
            + signatures.stream()
                .map(signature -> signature.line() + "\n")
                .collect(Collectors.joining()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
