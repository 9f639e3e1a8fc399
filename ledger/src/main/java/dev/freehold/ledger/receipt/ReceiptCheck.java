package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.Checkpoint;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.TlogProof;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    TlogProof proof = TlogProof.parse(receipt.proof().getBytes(StandardCharsets.UTF_8));
    Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
    VerifierKey key = trust.logKey().orElseGet(() -> VerifierKey.parse(receipt.keys().log()));
    if (!key.name().equals(checkpoint.origin()) || !proof.checkpoint().isSignedBy(key)) {
      add(Kind.NOT_SIGNED, "the checkpoint is not signed with the log's key " + key);
    }
    cosignatures(proof);
    entry(proof, checkpoint);
    return new ReceiptReport(
        checkpoint,
        proof.index(),
        trust.logKey().isPresent(),
        !trust.witnessKeys().isEmpty(),
        cosigners,
        operators,
        findings);
  }

  private void add(Kind kind, String message) {
    findings.add(new ReceiptFinding(kind, message));
  }

  private void cosignatures(TlogProof proof) {
    List<VerifierKey> asked =
        trust.witnessKeys().isEmpty()
            ? receipt.keys().witnesses().stream().map(VerifierKey::parse).toList()
            : trust.witnessKeys();
    for (VerifierKey witness : asked) {
      if (proof.checkpoint().cosignedAt(witness).isPresent()) {
        cosigners.add(witness.name());
      } else if (!trust.witnessKeys().isEmpty()) {
        add(
            Kind.NOT_COSIGNED,
            "the witness %s has not cosigned the checkpoint".formatted(witness.name()));
      }
    }
    if (trust.witnessKeys().isEmpty() && cosigners.isEmpty() && !trust.withoutWitness()) {
      add(
          Kind.NOT_COSIGNED,
          "no witness has cosigned the checkpoint, so that only the server vouches for it; say that"
              + " this will do, if it will");
    }
  }

  private void entry(TlogProof proof, Checkpoint checkpoint) {
    byte[] bytes = receipt.entry().getBytes(StandardCharsets.UTF_8);
    HashedEntry entry;
    try {
      entry = HashedEntry.read(bytes);
    } catch (IOException malformed) {
      add(Kind.ENTRY_WRONG, "the entry is not of the form that entries have");
      return;
    }
    if (!proof.includes(entry.leafHash())) {
      add(Kind.NOT_INCLUDED, "the entry is not in the tree that the checkpoint states");
    }
    boolean isPlaced =
        entry.index().orElse(proof.index()) == proof.index()
            && checkpoint.origin().endsWith("/" + entry.tenantId());
    if (!isPlaced) {
      add(Kind.ENTRY_WRONG, "the entry is of another log or of another place in it");
    }
    PurgeFacts.check(entry, this::add);
    operators.addAll(OperatorSignatures.check(entry, trust.operatorKeys(), this::add));
    if (!receipt.preconditions().equals(entry.details())
        || !receipt.event().equals(Receipts.event(entry))) {
      add(
          Kind.PRECONDITIONS_CHANGED,
          "what the receipt says of the purge is not what the entry says");
    }
    if (receipt.personal() != null
        && (receipt.personal().index() != proof.index() || !entry.opens(receipt.personal()))) {
      add(Kind.PERSONAL_DATA_CHANGED, "the personal data is not what the entry commits to");
    }
    String signed = entry.details().getOrDefault("signedSha256", "");
    if (trust.documentSha256().filter(hash -> !hash.equals(signed)).isPresent()) {
      add(
          Kind.DOCUMENT_DIFFERS,
          "the document is not the signed one that authorised the purge, whose SHA-256 is "
              + signed);
    }
  }
}
