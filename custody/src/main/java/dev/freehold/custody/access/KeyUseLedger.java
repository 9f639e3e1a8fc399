package dev.freehold.custody.access;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerException;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Records each use of a root or of an availability key, before its effect is visible. */
public final class KeyUseLedger {

  private final Ledger ledger;

  /** Records uses in {@code ledger}. */
  public KeyUseLedger(Ledger ledger) {
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
      case WRONG_ANSWER ->
          details.put(
              "alert",
              failure.isForOperators()
                  ? "a vault could not be asked, or its database was changed from outside"
                  : "a vault answered with something other than the key");
      case REFUSED -> details.put("alert", "one of the policy's root keys is refused");
      case DID_NOT_ANSWER -> {}
    }
    append(key, requester, "KeyUnwrap", outcome, details);
  }

  /** The other root had given the key; what this one would have said is not known. */
  void rootCancelled(WrappedPolicyKey key, RootKeyUri root, Requester requester) {
    append(
        key,
        requester,
        "KeyUnwrap",
        Outcome.FAILED,
        Map.of(
            "rootKey", root.toString(),
            "failure", "CANCELLED",
            "code", "cancelled",
            "detail", "the other root key answered first"));
  }

  void availabilityKeyUseBegins(AvailabilityUse use) {
    Map<String, String> details = new HashMap<>(use.details());
    details.put("phase", "begin");
    append(use.key(), use.requester(), AvailabilityUse.OPERATION, Outcome.DONE, details);
  }

  /** Closes the account that the first entry of the same request id has opened. */
  void availabilityKeyUseEnds(AvailabilityUse use, long objectCount) {
    Map<String, String> details = new HashMap<>(use.details());
    details.put("phase", "end");
    details.put("objectCount", Long.toString(objectCount));
    append(use.key(), use.requester(), AvailabilityUse.OPERATION, Outcome.DONE, details);
  }

  void renewalFailing(RenewalAlert alert, Requester requester) {
    append(
        alert.tenantId(),
        alert.policyId(),
        requester,
        "KeyRenewalFailing",
        Outcome.FAILED,
        Map.of(
            "alert", "the policy's key cannot be renewed; its files are locked when the lease ends",
            "failures", Integer.toString(alert.failures()),
            "lastFailure", alert.lastFailure(),
            "leaseEndsInMillis", Long.toString(alert.leaseEndsIn().toMillis())));
  }

  private void append(
      WrappedPolicyKey key,
      Requester requester,
      String operation,
      Outcome outcome,
      Map<String, String> details) {
    append(key.tenantId(), key.policyId(), requester, operation, outcome, details);
  }

  private void append(
      UUID tenantId,
      UUID policyId,
      Requester requester,
      String operation,
      Outcome outcome,
      Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("requester", requester.kind().name());
    try {
      ledger.append(
          new LedgerEntry(
              tenantId, requester.actor(), operation, policyId.toString(), outcome, all));
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
