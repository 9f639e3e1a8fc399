package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.util.Map;

/**
 * Decides whether an operator may read under a request, before each piece of content, and records
 * what was read. Safe for use by many threads and nodes.
 */
public final class AccessGrants {

  private final Database database;
  private final CurrentRequests current;
  private final LockboxRules rules;
  private final AccessEntries entries;

  AccessGrants(
      Database database, CurrentRequests current, LockboxRules rules, AccessEntries entries) {
    this.database = database;
    this.current = current;
    this.rules = rules;
    this.entries = entries;
  }

  /**
   * The request, if and only if it gives this operator access at this moment: it is the operator's
   * own, the tenant approved it, its time is not over, and the tenant did not take it back.
   *
   * @throws CustodyException {@code ACCESS_REQUEST_NOT_FOUND} in every other case
   */
  public AccessRequest require(String name, String operatorId) {
    return RequestName.parse(name)
        .flatMap(
            parsed ->
                database.read(
                    tx ->
                        AccessRequestRows.find(tx, parsed)
                            .filter(row -> rules.takesRequests(tx, row.request().tenantId()))))
        .map(current::settled)
        .filter(request -> request.state() == AccessRequestState.APPROVED)
        .filter(request -> request.requested().by().equals(operatorId))
        .orElseThrow(CurrentRequests::notFound);
  }

  /**
   * Records what an operator is about to be given. Nothing may be given if this throws.
   *
   * @throws dev.freehold.ledger.LedgerException if it could not be recorded
   */
  public void record(AccessRequest request, Party operator, OperatorAct act) {
    entries.recordAccess(request, operator, act, Outcome.DONE);
  }

  /**
   * Records that an operator tried to read under a request that gives no access: it was not
   * approved, is over, or is another's. Of a name that no request has nothing is recorded, because
   * there is no tenant to tell.
   */
  public void recordAttempt(String name, Party operator, OperatorAct.Kind kind) {
    RequestName.parse(name)
        .flatMap(parsed -> database.read(tx -> AccessRequestRows.find(tx, parsed)))
        .map(AccessRequestRows.Row::request)
        .ifPresent(
            request ->
                recordRefusal(
                    request,
                    operator,
                    new OperatorAct(
                        kind,
                        Map.of("code", CustodyError.ACCESS_REQUEST_NOT_FOUND.code()),
                        Map.of())));
  }

  /** Records what an operator asked for and did not get. */
  public void recordRefusal(AccessRequest request, Party operator, OperatorAct act) {
    entries.recordAccess(request, operator, act, Outcome.REFUSED);
  }
}
