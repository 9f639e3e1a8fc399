package dev.freehold.custody.lockbox;

import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What stands in the tenant's ledger of access requests, under the request's GUID. */
final class AccessEntries {

  /** The name under which overdue requests are ended. */
  static final String SYSTEM = "system:lockbox";

  private final Ledger ledger;

  AccessEntries(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A step of a person. */
  void record(
      Handle tx, AccessRequest request, Party party, String operation, Map<String, String> said) {
    Map<String, String> personal = new HashMap<>(said);
    personal.put(ActOrigin.ADDRESS, party.clientAddress());
    append(tx, request, party.objectId(), operation, personal);
  }

  /** The same of an operator, whom the tenant knows by name only. */
  void recordOperator(
      Handle tx,
      AccessRequest request,
      Party operator,
      String operation,
      Map<String, String> said) {
    Map<String, String> personal = new HashMap<>(said);
    personal.put("operatorName", operator.name());
    record(tx, request, operator, operation, personal);
  }

  /** What happens by itself. */
  void recordEnd(Handle tx, AccessRequest request, String operation) {
    append(tx, request, SYSTEM, operation, Map.of());
  }

  private void append(
      Handle tx, AccessRequest request, String actor, String operation, Map<String, String> said) {
    Map<String, String> personal = new HashMap<>(said);
    personal.put("owner", request.scope().owner());
    ledger.append(
        tx,
        entry(
            request.tenantId(),
            actor,
            operation,
            request.id(),
            Outcome.DONE,
            facts(request),
            personal));
  }

  /** What an operator reads, in its own transaction. */
  void recordAccess(AccessRequest request, Party operator, OperatorAct act, Outcome outcome) {
    Map<String, String> facts = new HashMap<>(act.facts());
    facts.put("requestId", request.number());
    facts.put("workload", request.scope().service().workload());
    request.ownerId().ifPresent(id -> facts.put("ownerId", id.toString()));
    Map<String, String> personal = new HashMap<>(act.personal());
    personal.put("operatorName", operator.name());
    personal.put(ActOrigin.ADDRESS, operator.clientAddress());
    ledger.append(
        entry(
            request.tenantId(),
            operator.objectId(),
            act.kind().operation(),
            request.id(),
            outcome,
            facts,
            personal));
  }

  /** A change of the tenant's own rule. */
  void recordRule(Handle tx, UUID tenantId, Party party, boolean takesRequests) {
    ledger.append(
        tx,
        entry(
            tenantId,
            party.objectId(),
            "LockboxChange",
            tenantId,
            Outcome.DONE,
            Map.of("takesRequests", Boolean.toString(takesRequests)),
            Map.of(ActOrigin.ADDRESS, party.clientAddress())));
  }

  private static Map<String, String> facts(AccessRequest request) {
    Map<String, String> facts = new HashMap<>();
    facts.put("requestId", request.number());
    facts.put("workload", request.scope().service().workload());
    facts.put("supportCase", request.supportCase());
    facts.put("durationMinutes", Long.toString(request.duration().toMinutes()));
    request.ownerId().ifPresent(id -> facts.put("ownerId", id.toString()));
    request.accessUntil().ifPresent(until -> facts.put("accessUntil", until.toString()));
    return facts;
  }

  private static LedgerEntry entry(
      UUID tenantId,
      String actor,
      String operation,
      UUID objectId,
      Outcome outcome,
      Map<String, String> facts,
      Map<String, String> personal) {
    return new LedgerEntry(
        tenantId, actor, operation, objectId.toString(), outcome, facts, personal);
  }
}
