package dev.freehold.custody.purge;

import dev.freehold.ledger.note.NoteSignature;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An operator's attestation that backups which held what a purge destroyed are destroyed, given
 * offline, after its signature was checked.
 *
 * @param number from 1; a later one takes the place of those before, which stay
 * @param destroyedOn the day by which they were
 * @param operatorName who attests; 1 to 256 characters
 * @param keyId the id of the operator's key
 * @param statementSha256 of the statement that was signed; 64 lower-case hexadecimal digits
 * @param at when the service took it
 * @param signature over the statement, for anyone who wants to check it again
 */
public record BackupsDestroyed(
    int number,
    LocalDate destroyedOn,
    String operatorName,
    String keyId,
    String statementSha256,
    Instant at,
    NoteSignature signature) {

  /** Checks the bounds. */
  public BackupsDestroyed {
    if (number < 1) {
      throw new IllegalArgumentException("attestations are counted from 1");
    }
    DocumentFacts.requireHash(statementSha256);
  }
}
