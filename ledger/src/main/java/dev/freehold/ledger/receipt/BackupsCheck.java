package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Verifies the attestations about backups in a receipt. Each is a later entry of the same log,
 * about the same purge, and has an operator's signature over {@link BackupsText}.
 */
final class BackupsCheck {

  private final Receipt receipt;
  private final HashedEntry purge;
  private final long purgeIndex;
  private final VerifierKey logKey;
  private final ReceiptTrust trust;
  private final BiConsumer<Kind, String> findings;

  BackupsCheck(
      Receipt receipt,
      HashedEntry purge,
      long purgeIndex,
      VerifierKey logKey,
      ReceiptTrust trust,
      BiConsumer<Kind, String> findings) {
    this.receipt = receipt;
    this.purge = purge;
    this.purgeIndex = purgeIndex;
    this.logKey = logKey;
    this.trust = trust;
    this.findings = findings;
  }

  /** Those that are there, the oldest first; what is wrong with them is a finding. */
  List<BackupsAttested> run() {
    List<BackupsAttested> attested = new ArrayList<>();
    long last = purgeIndex;
    for (ReceiptAddendum addendum : receipt.backups()) {
      ReceiptProof proof = new ReceiptProof(addendum.proof(), trust, findings);
      proof.signature(logKey);
      proof.cosignatures(receipt.keys().witnesses());
      Optional<HashedEntry> entry = proof.entry(addendum.entry());
      if (entry.isPresent()) {
        String number = Integer.toString(attested.size() + 1);
        requirePlace(entry.get(), proof.index() > last, number);
        attested.add(attested(entry.get()));
      }
      last = proof.index();
    }
    return attested;
  }

  private void requirePlace(HashedEntry entry, boolean isLater, String number) {
    boolean isOfPurge =
        entry.operation().equals(Receipts.BACKUPS)
            && entry.outcome() == Outcome.DONE
            && entry.tenantId().equals(purge.tenantId())
            && entry.objectId().equals(purge.objectId());
    if (!isOfPurge || !isLater || !number.equals(entry.details().get("number"))) {
      findings.accept(
          Kind.ATTESTATION_WRONG,
          "an addendum is not the attestation %s about this purge's backups".formatted(number));
    }
  }

  private BackupsAttested attested(HashedEntry entry) {
    Map<String, String> details = entry.details();
    String keyId = details.getOrDefault("operatorKey", "");
    Optional<VerifierKey> operator =
        trust.operatorKeys().stream().filter(key -> key.fingerprint().equals(keyId)).findFirst();
    if (!trust.operatorKeys().isEmpty()
        && operator.filter(key -> isSigned(details, key)).isEmpty()) {
      findings.accept(
          Kind.ATTESTATION_WRONG,
          "no operator whose key was given has signed the attestation %s about backups"
              .formatted(details.getOrDefault("number", "")));
    }
    return new BackupsAttested(
        details.getOrDefault("number", ""),
        details.getOrDefault("destroyedOn", ""),
        entry.time().toString(),
        operator.map(VerifierKey::name).orElse(keyId));
  }

  private boolean isSigned(Map<String, String> details, VerifierKey operator) {
    String text =
        BackupsText.FORM.formatted(
            purge.tenantId(),
            purge.details().get("policyId"),
            purge.objectId(),
            purgeIndex,
            purge.details().get("inventorySha256"),
            details.get("number"),
            details.get("destroyedOn"));
    try {
      NoteSignature signature =
          NoteSignature.of(operator.name(), details.getOrDefault("operatorSignature", ""));
      return new SignedNote(text, List.of(signature)).isSignedBy(operator);
    } catch (MalformedNoteException noSignature) {
      return false;
    }
  }
}
