package dev.freehold.custody.lockbox;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.lockbox.AccessRequest.Step;
import dev.freehold.custody.lockbox.AccessRequestRows.Row;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The operators' side of access requests: one operator asks, another one agrees, and only then is
 * the tenant asked. Safe for use by many threads and nodes.
 */
public final class OperatorRequests {

  private static final int MAX_NUMBER_TRIES = 8;

  private final Database database;
  private final CurrentRequests current;
  private final LockboxRules rules;
  private final OperatorRoster roster;
  private final AccessEntries entries;
  private final RandomSource random;
  private final Clock clock;

  OperatorRequests(
      Database database,
      CurrentRequests current,
      LockboxRules rules,
      OperatorRoster roster,
      AccessEntries entries,
      RandomSource random,
      Clock clock) {
    this.database = database;
    this.current = current;
    this.rules = rules;
    this.roster = roster;
    this.entries = entries;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Asks for access. Whether there is such a mailbox or site is not looked at: the person who asks
   * must not learn it.
   *
   * @throws CustodyException {@code OPERATOR_NOT_NAMED}; {@code TENANT_NOT_FOUND}; {@code
   *     LOCKBOX_CLOSED} if the tenant takes no requests; {@code ACCESS_REQUEST_LIMIT_REACHED}
   */
  public AccessRequest create(NewAccessRequest wanted, Party operator) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    UUID id = UUID.randomUUID();
    return RowSeals.write(
        database,
        (tx, act) -> {
          roster.requireNamed(tx, operator.objectId());
          Identities.requireTenant(tx, wanted.tenantId());
          rules.requireTaking(tx, wanted.tenantId());
          requireRoom(tx, wanted.tenantId());
          AccessRequest request = insert(tx, act, id, wanted, operator, now);
          entries.recordOperator(
              tx, request, operator, "AccessRequestCreate", Map.of("reason", request.reason()));
          return request;
        });
  }

  private AccessRequest insert(
      Handle tx, WriteAct act, UUID id, NewAccessRequest wanted, Party operator, Instant now) {
    for (int attempt = 0; attempt < MAX_NUMBER_TRIES; attempt++) {
      AccessRequest request =
          new AccessRequest(
              id,
              RequestName.newNumber(wanted.scope().service(), random),
              wanted.tenantId(),
              wanted.scope(),
              Optional.empty(),
              wanted.supportCase(),
              wanted.reason(),
              wanted.duration(),
              AccessRequestState.REQUESTED,
              new Step(operator.objectId(), operator.name(), now),
              Optional.empty(),
              Optional.empty(),
              now.plus(CustodyLimits.ACCESS_DECISION_TIME),
              Optional.empty(),
              Optional.empty());
      if (AccessRequestRows.insert(tx, act, request)) {
        return request;
      }
    }
    throw new CustodyException(
        CustodyError.ACCESS_REQUEST_LIMIT_REACHED, "no number for the request was free; ask again");
  }

  private static void requireRoom(Handle tx, UUID tenantId) {
    if (AccessRequestRows.countOpen(tx, tenantId) >= CustodyLimits.MAX_OPEN_ACCESS_REQUESTS) {
      throw new CustodyException(
          CustodyError.ACCESS_REQUEST_LIMIT_REACHED,
          "the tenant has %d open requests for access; wait for their end"
              .formatted(CustodyLimits.MAX_OPEN_ACCESS_REQUESTS));
    }
  }

  /**
   * Agrees with a request, as an operator who did not make it; the tenant is asked from then on.
   *
   * @throws CustodyException {@code ACCESS_REQUEST_NOT_FOUND}; {@code ACCESS_REQUEST_STEP_REFUSED}
   *     to the person who asked, and past this step; {@code OPERATOR_NOT_NAMED} if another operator
   *     made one of the two; {@code LOCKBOX_CLOSED}
   */
  public AccessRequest endorse(String name, Party operator) {
    return RowSeals.write(
        database,
        (tx, act) -> {
          Row row =
              RequestName.parse(name)
                  .flatMap(parsed -> AccessRequestRows.find(tx, parsed))
                  .orElseThrow(CurrentRequests::notFound);
          AccessRequest request = row.request();
          Instant now = current.now(row);
          CurrentRequests.requireAt(row, now, AccessRequestState.REQUESTED);
          if (request.requested().by().equals(operator.objectId())) {
            throw CurrentRequests.refused(
                "the operator who asked for access cannot agree to it; ask another operator");
          }
          roster.requireNamed(tx, request.requested().by());
          roster.requireNamed(tx, operator.objectId());
          rules.requireTaking(tx, request.tenantId());
          Step step = new Step(operator.objectId(), operator.name(), now);
          if (!AccessRequestRows.endorse(tx, act, request.id(), step)) {
            throw CurrentRequests.refused("the request was changed just now; look at it again");
          }
          AccessRequest after = AccessRequestRows.require(tx, request.id()).request();
          entries.recordOperator(tx, after, operator, "AccessRequestEndorse", Map.of());
          return after;
        });
  }

  /**
   * One request of whichever operator.
   *
   * @throws CustodyException {@code ACCESS_REQUEST_NOT_FOUND}
   */
  public AccessRequest get(String name) {
    return current.find(name).orElseThrow(CurrentRequests::notFound);
  }

  /** Requests at these steps, the newest first, at most {@link CustodyLimits#MAX_PAGE_ROWS}. */
  public List<AccessRequest> list(Set<AccessRequestState> states) {
    return current.list(new AccessRequestFilter(Optional.empty(), states, Optional.empty()));
  }
}
