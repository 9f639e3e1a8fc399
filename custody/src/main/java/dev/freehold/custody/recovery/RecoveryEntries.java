package dev.freehold.custody.recovery;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is recorded of the steps of a recovery; the object of each entry is the request. */
final class RecoveryEntries {

  private final Ledger ledger;

  RecoveryEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  void record(
      Handle tx,
      RecoveryRequest request,
      String actor,
      String operation,
      Map<String, String> details,
      Map<String, String> personal) {
    Map<String, String> all = new HashMap<>(details);
    all.put("policyId", request.policyId().toString());
    ledger.append(
        tx,
        new LedgerEntry(
            request.tenantId(),
            actor,
            operation,
            request.id().toString(),
            LedgerEntry.Outcome.DONE,
            all,
            personal));
  }

  /** What somebody said about a decision, which may name a person. */
  static Map<String, String> said(Optional<String> comment) {
    return comment.map(text -> Map.of("comment", text)).orElse(Map.of());
  }
}
