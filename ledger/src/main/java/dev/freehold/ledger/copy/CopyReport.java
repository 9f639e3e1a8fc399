package dev.freehold.ledger.copy;

import dev.freehold.ledger.note.Checkpoint;
import java.util.List;

/**
 * The result of verifying a copy.
 *
 * @param checkpoint what the log states
 * @param isKeyTrusted whether the verifier gave the log's key; if not, the key is the copy's own
 *     and proves only that the copy is consistent
 * @param cosigners the names of the given witnesses that have cosigned the checkpoint
 * @param personalValues how many personal values were opened
 * @param erasedValues how many were erased, or left out of the copy
 * @param findings what is wrong, the first {@value #MAX_FINDINGS}; empty if nothing is
 */
public record CopyReport(
    Checkpoint checkpoint,
    boolean isKeyTrusted,
    List<String> cosigners,
    long personalValues,
    long erasedValues,
    List<Finding> findings) {

  /** Beyond these the copy is not worth more words. */
  public static final int MAX_FINDINGS = 20;

  /** Copies the lists. */
  public CopyReport {
    cosigners = List.copyOf(cosigners);
    findings = List.copyOf(findings);
  }

  /** Whether all holds. */
  public boolean isIntact() {
    return findings.isEmpty();
  }
}
