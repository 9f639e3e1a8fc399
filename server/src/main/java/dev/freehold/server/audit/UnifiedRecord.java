package dev.freehold.server.audit;

import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.publish.LogKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A ledger entry in the fields of the published audit log.
 *
 * @param log whose acts the entry's log holds: the service's or the vaults'
 * @param id the same in every search, export and message about this entry
 * @param sequence its position in the ledger, over all tenants
 * @param index its position in the tenant's own log, to which proofs refer
 * @param type which of the published types
 * @param time when it was recorded
 * @param operation the cmdlet's name, the published label, or the ledger's word
 * @param ledgerOperation the ledger's word
 * @param organizationId the tenant
 * @param userType who acted, as a number
 * @param userKey the actor as the ledger names it
 * @param userId the actor's name now; the actor itself where it has none, {@code System} for the
 *     service's own work
 * @param workload the part of the service that it is about
 * @param outcome how it ended
 * @param objectId what it was done to
 * @param clientIp where the request came from; empty for the service's own work, for key uses, and
 *     once erased
 * @param details further facts, by name; {@code erased} for values that were erased
 */
public record UnifiedRecord(
    LogKind log,
    UUID id,
    long sequence,
    long index,
    RecordType type,
    Instant time,
    String operation,
    String ledgerOperation,
    UUID organizationId,
    int userType,
    String userKey,
    String userId,
    String workload,
    Outcome outcome,
    String objectId,
    String clientIp,
    Map<String, String> details) {

  /** Copies the details. */
  public UnifiedRecord {
    details = Map.copyOf(details);
  }

  /** {@code True} or {@code False} for cmdlets of mail, a word for the rest, as published. */
  public String resultStatus() {
    boolean done = outcome == Outcome.DONE;
    return switch (type) {
      case EXCHANGE_ADMIN -> done ? "True" : "False";
      case SHAREPOINT, SHAREPOINT_FILE, DIRECTORY, SHARING, SIGN_IN, CUSTOMER_KEY ->
          done ? "Succeeded" : "Failed";
    };
  }
}
