package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.owners.PolicyOwners;
import dev.freehold.custody.policies.Policy;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The ledger entries of the steps of a purge; the object of each entry is the case. */
public final class PurgeEntries {

  static final String CONSENT = "PolicyPurgeConsent";
  static final String INVENTORY = "PolicyPurgeInventory";
  static final String AUTHORISE = "PolicyPurgeAuthorise";
  static final String APPROVE = "PolicyPurgeApprove";
  static final String START = "PolicyPurgeStart";

  /** The entry that ends a purge. */
  public static final String PURGE = "PolicyPurge";

  /** That backups which held what was destroyed are destroyed too. */
  public static final String BACKUPS = "PolicyPurgeBackups";

  static final String FREE = "PolicyPurgeFree";

  /** Who removes rows and blobs after a purge. */
  static final String FREEING = "system:purged-content";

  /** How many ids and times fit the longest value of an entry, 1,024 characters. */
  private static final int MAX_NAMED_CONSENTS = 16;

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

  /** An entry about a case. */
  public static LedgerEntry entry(
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

  /** The facts of a document, as details of an entry. */
  public static Map<String, String> details(DocumentFacts document) {
    return Map.of(
        "documentSha256", document.documentSha256(),
        "signedSha256", document.signedSha256(),
        "inventorySha256", document.inventorySha256(),
        "signerCertificateSha256", document.signerCertificateSha256(),
        "signedAt", document.signedAt().toString());
  }

  /** Whose keys approved, and what they signed with, in the same order. */
  public static Map<String, String> details(List<OperatorApproval> approvals) {
    Map<String, String> details = new HashMap<>();
    details.put("operatorKeys", joined(approvals.stream().map(OperatorApproval::keyId)));
    if (approvals.stream().allMatch(approval -> approval.signature().isPresent())) {
      details.put(
          "operatorSignatures",
          joined(approvals.stream().map(one -> one.signature().orElseThrow().content())));
    }
    return details;
  }

  /**
   * Which vault administrators agreed and when: object ids and times, by turns. More than an entry
   * has room for are in the entries of their consents alone.
   */
  public static Map<String, String> personal(List<Consent> consents) {
    return consents.isEmpty()
        ? Map.of()
        : Map.of(
            "consents",
            joined(
                consents.stream()
                    .limit(MAX_NAMED_CONSENTS)
                    .map(one -> one.objectId() + " " + one.givenAt().orElseThrow())));
  }

  private static String joined(Stream<String> words) {
    return words.collect(Collectors.joining(" "));
  }

  /** How many mailboxes or sites a purge leaves where they are, as a detail of an entry. */
  public static Map<String, String> waiting(Handle tx, Policy policy) {
    return Map.of("waitingOwners", Long.toString(PolicyOwners.countWaiting(tx, policy)));
  }

  /** The totals of a list, as details of an entry. */
  public static Map<String, String> details(Optional<Inventory> inventory) {
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
