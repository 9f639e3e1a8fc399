package dev.freehold.ledger.copy;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * The keys and the older checkpoint that the verifier of a copy trusts.
 *
 * @param logKey the log's key; empty to take the one that the copy states
 * @param witnessKeys witnesses that must have cosigned the checkpoint
 * @param older an earlier checkpoint of the same log, which the copy must continue
 */
public record CopyTrust(
    Optional<VerifierKey> logKey, List<VerifierKey> witnessKeys, Optional<SignedNote> older) {

  /** Copies the list. */
  public CopyTrust {
    witnessKeys = List.copyOf(witnessKeys);
  }
}
