package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.note.MalformedNoteException;
import dev.freehold.ledger.note.NoteSignature;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The operators' approvals in the entry of a purge: ids of their keys, and their signatures over
 * {@link ApprovalText}, which is put together again from what the entry says.
 */
final class OperatorSignatures {

  private static final int NEEDED = 2;

  private final String text;
  private final List<String> keyIds;
  private final List<String> signatures;

  private OperatorSignatures(String text, List<String> keyIds, List<String> signatures) {
    this.text = text;
    this.keyIds = keyIds;
    this.signatures = signatures;
  }

  /**
   * Makes sure that each of some operators approved, and that two did.
   *
   * @param operators keys that the verifier knows; none to check nothing
   * @return the names of those who did
   */
  static List<String> check(
      HashedEntry entry, List<VerifierKey> operators, BiConsumer<Kind, String> findings) {
    if (operators.isEmpty()) {
      return List.of();
    }
    OperatorSignatures approvals = of(entry);
    if (approvals.signatures.isEmpty() || approvals.signatures.size() != approvals.keyIds.size()) {
      findings.accept(
          Kind.OPERATOR_NOT_SIGNED,
          "the entry does not have the operators' signatures, only the ids of their keys, as"
              + " versions recorded it that did not keep them");
      return List.of();
    }
    if (approvals.keyIds.stream().distinct().count() < NEEDED) {
      findings.accept(Kind.OPERATOR_NOT_SIGNED, "two different operators approve a purge");
    }
    List<String> signed = new ArrayList<>();
    for (VerifierKey operator : operators) {
      if (approvals.isSignedBy(operator)) {
        signed.add(operator.name());
      } else {
        findings.accept(
            Kind.OPERATOR_NOT_SIGNED,
            "the operator %s, whose key is %s, has not signed the approval of this purge"
                .formatted(operator.name(), operator.fingerprint()));
      }
    }
    return List.copyOf(signed);
  }

  private static OperatorSignatures of(HashedEntry entry) {
    Map<String, String> details = entry.details();
    return new OperatorSignatures(
        ApprovalText.FORM.formatted(
            entry.tenantId(),
            details.get("policyId"),
            entry.objectId(),
            details.get("documentSha256"),
            details.get("signedSha256"),
            details.get("inventorySha256")),
        words(details.getOrDefault("operatorKeys", "")),
        words(details.getOrDefault("operatorSignatures", "")));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private boolean isSignedBy(VerifierKey operator) {
    int place = keyIds.indexOf(operator.fingerprint());
    if (place < 0) {
      return false;
    }
    try {
      NoteSignature signature = NoteSignature.of(operator.name(), signatures.get(place));
      return new SignedNote(text, List.of(signature)).isSignedBy(operator);
    } catch (MalformedNoteException noSignature) {
      return false;
    }
  }
}
