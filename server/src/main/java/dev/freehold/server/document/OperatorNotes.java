package dev.freehold.server.document;

import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.util.List;

/** Reads statements that operators have signed offline. */
final class OperatorNotes {

  private OperatorNotes() {}

  /**
   * Reads a signed statement.
   *
   * @throws DocumentException {@code STATEMENT_WRONG} if it is none
   */
  static SignedNote read(byte[] bytes) {
    try {
      return SignedNote.parse(bytes);
    } catch (MalformedNoteException malformed) {
      throw new DocumentException(
          DocumentError.STATEMENT_WRONG,
          "a signed statement is expected: " + malformed.getMessage(),
          malformed);
    }
  }

  /**
   * Refuses any other text, even by a byte.
   *
   * @throws DocumentException {@code STATEMENT_WRONG}
   */
  static void requireText(SignedNote note, String text) {
    if (!note.text().equals(text)) {
      throw new DocumentException(
          DocumentError.STATEMENT_WRONG,
          "the statement is not the one about this purge as it is now; get it again and sign that");
    }
  }

  /**
   * The operators who have signed, one at least.
   *
   * @throws DocumentException {@code OPERATOR_UNKNOWN}
   */
  static List<VerifierKey> signers(SignedNote note, OperatorKeys operators) {
    List<VerifierKey> signers = operators.signersOf(note);
    if (signers.isEmpty()) {
      throw new DocumentException(
          DocumentError.OPERATOR_UNKNOWN,
          "none of the operators in freehold.purge.operators has signed the statement");
    }
    return signers;
  }
}
