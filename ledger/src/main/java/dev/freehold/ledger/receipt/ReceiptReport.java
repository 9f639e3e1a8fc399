package dev.freehold.ledger.receipt;

import dev.freehold.ledger.note.Checkpoint;
import java.util.List;

/**
 * The result of verifying a receipt.
 *
 * @param checkpoint the state of the log that vouches for it
 * @param index the entry's place in the log
 * @param isKeyTrusted whether the log's key was given by the verifier
 * @param areWitnessesTrusted the same for the witnesses
 * @param cosigners the names of the witnesses that have cosigned
 * @param operators the names of the given operators that have approved
 * @param backups the attestations about backups, the oldest first; the last one counts
 * @param findings what is wrong; empty if nothing is
 */
public record ReceiptReport(
    Checkpoint checkpoint,
    long index,
    boolean isKeyTrusted,
    boolean areWitnessesTrusted,
    List<String> cosigners,
    List<String> operators,
    List<BackupsAttested> backups,
    List<ReceiptFinding> findings) {

  /** Copies the lists. */
  public ReceiptReport {
    cosigners = List.copyOf(cosigners);
    operators = List.copyOf(operators);
    backups = List.copyOf(backups);
    findings = List.copyOf(findings);
  }

  /** Whether all holds. */
  public boolean holds() {
    return findings.isEmpty();
  }
}
