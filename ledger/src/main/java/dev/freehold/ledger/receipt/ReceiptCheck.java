package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies a receipt with nothing but the receipt and the keys that the verifier trusts. Used once.
 */
public final class ReceiptCheck {

  private final Receipt receipt;
  private final ReceiptTrust trust;
  private final List<ReceiptFinding> findings = new ArrayList<>();
  private final List<String> cosigners = new ArrayList<>();
  private final List<String> operators = new ArrayList<>();
  private final List<BackupsAttested> backups = new ArrayList<>();

  private ReceiptCheck(Receipt receipt, ReceiptTrust trust) {
    this.receipt = receipt;
    this.trust = trust;
  }

  /**
   * Verifies {@code receipt}.
   *
   * @throws IOException if its proof or its keys are not of their form, so that there is nothing to
   *     verify
   */
  public static ReceiptReport verify(Receipt receipt, ReceiptTrust trust) throws IOException {
    try {
      return new ReceiptCheck(receipt, trust).run();
    } catch (MalformedNoteException malformed) {
      throw new IOException("the receipt has a bad proof: " + malformed.getMessage(), malformed);
    }
  }

  private ReceiptReport run() {
    ReceiptProof proof = new ReceiptProof(receipt.proof(), trust, this::add);
    VerifierKey key = trust.logKey().orElseGet(() -> VerifierKey.parse(receipt.keys().log()));
    proof.signature(key);
    cosigners.addAll(proof.cosignatures(receipt.keys().witnesses()));
    proof.entry(receipt.entry()).ifPresent(entry -> entry(entry, proof.index(), key));
    return new ReceiptReport(
        proof.checkpoint(),
        proof.index(),
        trust.logKey().isPresent(),
        !trust.witnessKeys().isEmpty(),
        cosigners,
        operators,
        backups,
        findings);
  }

  private void add(Kind kind, String message) {
    findings.add(new ReceiptFinding(kind, message));
  }

  private void entry(HashedEntry entry, long index, VerifierKey key) {
    PurgeFacts.check(entry, this::add);
    operators.addAll(OperatorSignatures.check(entry, trust.operatorKeys(), this::add));
    if (!receipt.preconditions().equals(entry.details())
        || !receipt.event().equals(Receipts.event(entry))) {
      add(
          Kind.PRECONDITIONS_CHANGED,
          "what the receipt says of the purge is not what the entry says");
    }
    if (receipt.personal() != null
        && (receipt.personal().index() != index || !entry.opens(receipt.personal()))) {
      add(Kind.PERSONAL_DATA_CHANGED, "the personal data is not what the entry commits to");
    }
    String signed = entry.details().getOrDefault("signedSha256", "");
    if (trust.documentSha256().filter(hash -> !hash.equals(signed)).isPresent()) {
      add(
          Kind.DOCUMENT_DIFFERS,
          "the document is not the signed one that authorised the purge, whose SHA-256 is "
              + signed);
    }
    backups.addAll(new BackupsCheck(receipt, entry, index, key, trust, this::add).run());
  }
}
