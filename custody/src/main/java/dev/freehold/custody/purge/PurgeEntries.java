package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerEntry.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** What is recorded of the steps of a purge; the object of each entry is the case. */
final class PurgeEntries {

  static final String CONSENT = "PolicyPurgeConsent";
  static final String INVENTORY = "PolicyPurgeInventory";
  static final String AUTHORISE = "PolicyPurgeAuthorise";
  static final String APPROVE = "PolicyPurgeApprove";
  static final String START = "PolicyPurgeStart";
  static final String PURGE = "PolicyPurge";

  private final Ledger ledger;

  PurgeEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Records what was done, as the last step of the caller's transaction. */
  void done(
      Handle tx, PurgeCase purge, String operation, String actor, Map<String, String> details) {
    ledger.append(tx, entry(purge, operation, actor, Outcome.DONE, details));
  }

  /** Takes a step; if it is refused, that is recorded with what was known by then. */
  <R> R orRefused(
      PurgeCase purge,
      String operation,
      String actor,
      Supplier<Map<String, String>> known,
      Supplier<R> step) {
    try {
      return step.get();
    } catch (CustodyException refused) {
      Map<String, String> details = new HashMap<>(known.get());
      details.put("code", refused.code());
      ledger.append(entry(purge, operation, actor, Outcome.REFUSED, details));
      throw refused;
    }
  }

  static LedgerEntry entry(
      PurgeCase purge,
      String operation,
      String actor,
      Outcome outcome,
      Map<String, String> details) {
    Map<String, String> all = new HashMap<>(details);
    all.put("policyId", purge.policyId().toString());
    all.put("name", purge.policyName());
    return new LedgerEntry(purge.tenantId(), actor, operation, purge.id().toString(), outcome, all);
  }

  /** What a document says of itself. */
  static Map<String, String> details(DocumentFacts document) {
    return Map.of(
        "documentSha256", document.documentSha256(),
        "signedSha256", document.signedSha256(),
        "inventorySha256", document.inventorySha256(),
        "signerCertificateSha256", document.signerCertificateSha256(),
        "signedAt", document.signedAt().toString());
  }

  /** What a list came to. */
  static Map<String, String> details(Optional<Inventory> inventory) {
    return inventory
        .map(
            list ->
                Map.of(
                    "inventorySha256", list.sha256(),
                    "inventoryOwners", Long.toString(list.owners()),
                    "inventoryObjects", Long.toString(list.objects()),
                    "inventoryBytes", Long.toString(list.bytes())))
        .orElse(Map.of());
  }
}
