package dev.freehold.ledger.receipt;

import dev.freehold.ledger.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * The keys that the verifier of a receipt trusts, and what the receipt must prove.
 *
 * @param logKey the log's key; empty to take the one that the receipt states
 * @param witnessKeys witnesses that must have cosigned; empty to take those that the receipt
 *     states, of which one must have
 * @param withoutWitness whether a receipt without any cosignature is accepted
 * @param operatorKeys operators that must have approved; empty to check no approval
 * @param documentSha256 the hash of the signed document, in lower-case hexadecimal, if it is
 *     available
 */
public record ReceiptTrust(
    Optional<VerifierKey> logKey,
    List<VerifierKey> witnessKeys,
    boolean withoutWitness,
    List<VerifierKey> operatorKeys,
    Optional<String> documentSha256) {

  /** Copies the lists. */
  public ReceiptTrust {
    witnessKeys = List.copyOf(witnessKeys);
    operatorKeys = List.copyOf(operatorKeys);
  }
}
