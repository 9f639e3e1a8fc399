package dev.freehold.custody.access;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.WrappedPolicyKey;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerEntry.Outcome;
import dev.freehold.ledger.LedgerException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Records each use of a root or of an availability key, before its effect is visible. */
final class KeyUseLedger {

  private final Ledger ledger;

  KeyUseLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  void rootGave(WrappedPolicyKey key, RootKeyUri root, Requester requester) {
    append(key, requester, "KeyUnwrap", Outcome.DONE, Map.of("rootKey", root.toString()));
  }

  void rootFailed(WrappedPolicyKey key, RootKeyUri root, Requester requester, RootFailure failure) {
    Outcome outcome =
        switch (failure.kind()) {
          case REFUSED -> Outcome.REFUSED;
          case DID_NOT_ANSWER, WRONG_ANSWER -> Outcome.FAILED;
        };
    Map<String, String> details = new HashMap<>();
    details.put("rootKey", root.toString());
    details.put("failure", failure.kind().name());
    details.put("code", failure.code());
    details.put("detail", failure.detail());
    switch (failure.kind()) {
      case WRONG_ANSWER -> details.put("alert", "a vault answered with what is not the key");
      case REFUSED -> details.put("alert", "one of the policy's root keys is refused");
      case DID_NOT_ANSWER -> {}
    }
    append(key, requester, "KeyUnwrap", outcome, details);
  }

  /** The fields of the record type that administrators search for (section 7). */
  void availabilityKeyUsed(WrappedPolicyKey key, Requester requester, Verdict.Failed failed) {
    append(
        key,
        requester,
        "FallbackToAvailabilityKey",
        Outcome.DONE,
        Map.of(
            "activity", "Fallback to Availability Key",
            "workload", "Exchange",
            "policyId", key.policyId().toString(),
            "scopeKeyVersionId", key.availabilityKeyId().toString(),
            "requestId", UUID.randomUUID().toString(),
            "firstRoot", describe(failed.first()),
            "secondRoot", describe(failed.second())));
  }

  private static String describe(RootFailure failure) {
    return failure.kind().name() + " " + failure.code();
  }

  private void append(
      WrappedPolicyKey key,
      Requester requester,
      String operation,
      Outcome outcome,
      Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("requester", requester.kind().name());
    try {
      ledger.append(
          new LedgerEntry(
              key.tenantId(),
              requester.actor(),
              operation,
              key.policyId().toString(),
              outcome,
              all));
    } catch (LedgerException e) {
      throw (KeyAccessException)
          new KeyAccessException(
                  Reason.NOT_RECORDED,
                  "the key was not given because its use could not be written to the ledger; the"
                      + " operator has to make the ledger writable again")
              .initCause(e);
    }
  }
}
