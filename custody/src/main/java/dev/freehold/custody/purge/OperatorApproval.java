package dev.freehold.custody.purge;

import dev.freehold.ledger.note.NoteSignature;
import java.time.Instant;
import java.util.Optional;

/**
 * An operator's approval of a purge, given offline, after its signature was checked.
 *
 * @param operatorName who approved; 1 to 256 characters
 * @param keyId the id of the operator's key; 1 to 128 characters
 * @param statementSha256 of the statement that was signed; 64 lower-case hexadecimal digits
 * @param at when it was signed
 * @param signature over the statement, for anyone who wants to check it again; empty for old
 *     approvals, which did not keep it
 */
public record OperatorApproval(
    String operatorName,
    String keyId,
    String statementSha256,
    Instant at,
    Optional<NoteSignature> signature) {

  private static final int MAX_NAME_CHARS = 256;
  private static final int MAX_KEY_ID_CHARS = 128;

  /** Checks the bounds. */
  public OperatorApproval {
    requireText(operatorName, MAX_NAME_CHARS);
    requireText(keyId, MAX_KEY_ID_CHARS);
    DocumentFacts.requireHash(statementSha256);
  }

  private static void requireText(String text, int maxChars) {
    if (text.isBlank() || text.length() > maxChars) {
      throw new IllegalArgumentException("it has 1 to %d characters".formatted(maxChars));
    }
  }
}
