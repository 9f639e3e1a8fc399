package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.lockbox.AccessRequest.Decision;
import dev.freehold.custody.lockbox.AccessRequestRows.Row;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.persistence.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The tenant's side of access requests. A request of another tenant, and one to which no second
 * operator has agreed, are answered like one that does not exist. Safe for use by many threads and
 * nodes.
 */
public final class TenantDecisions {

  private final Database database;
  private final CurrentRequests current;
  private final LockboxRules rules;
  private final AccessEntries entries;

  TenantDecisions(
      Database database, CurrentRequests current, LockboxRules rules, AccessEntries entries) {
    this.database = database;
    this.current = current;
    this.rules = rules;
    this.entries = entries;
  }

  /** The tenant's requests, the newest first, at most a thousand. */
  public List<AccessRequest> list(
      UUID tenantId, Set<AccessRequestState> states, Optional<Instant> createdAfter) {
    return current.list(new AccessRequestFilter(Optional.of(tenantId), states, createdAfter));
  }

  /**
   * One of the tenant's requests.
   *
   * @throws CustodyException {@code ACCESS_REQUEST_NOT_FOUND}
   */
  public AccessRequest get(UUID tenantId, String name) {
    return current
        .find(name)
        .filter(request -> isOf(tenantId, request))
        .orElseThrow(CurrentRequests::notFound);
  }

  private static boolean isOf(UUID tenantId, AccessRequest request) {
    return request.tenantId().equals(tenantId) && request.endorsed().isPresent();
  }

  /**
   * Approves a request: from now on the operator who asked has access for the time that it says.
   *
   * @param ownerId the mailbox or site that the scope names, as the person who approves found it
   * @param comment what the person who decides has to say, in one line
   * @throws CustodyException {@code ACCESS_REQUEST_NOT_FOUND}, {@code COMMENT_INVALID}, {@code
   *     LOCKBOX_CLOSED}; {@code ACCESS_REQUEST_STEP_REFUSED} unless it waits for the decision
   */
  public AccessRequest approve(
      UUID tenantId, String name, UUID ownerId, Optional<String> comment, Party approver) {
    AccessTexts.requireComment(comment);
    return RowSeals.write(
        database,
        (tx, act) -> {
          rules.requireTaking(tx, tenantId);
          Row row = own(tx, tenantId, name);
          Instant now = current.now(row);
          CurrentRequests.requireAt(row, now, AccessRequestState.PENDING);
          AccessRequest request = row.request();
          Decision decision = new Decision(approver.objectId(), now, comment);
          Instant until = now.plus(request.duration());
          requireDone(AccessRequestRows.approve(tx, act, request.id(), ownerId, decision, until));
          return recorded(tx, request, approver, "AccessRequestApprove", comment);
        });
  }

  /**
   * Denies a request that waits for the decision. Another one may follow.
   *
   * @throws CustodyException as {@link #approve}
   */
  public AccessRequest deny(UUID tenantId, String name, Optional<String> comment, Party approver) {
    AccessTexts.requireComment(comment);
    return RowSeals.write(
        database,
        (tx, act) -> {
          Row row = own(tx, tenantId, name);
          Instant now = current.now(row);
          CurrentRequests.requireAt(row, now, AccessRequestState.PENDING);
          return closed(tx, act, row.request(), AccessRequestState.DENIED, now, comment, approver);
        });
  }

  /**
   * Takes a request away, also one that was approved: access ends at once.
   *
   * @throws CustodyException as {@link #approve}
   */
  public AccessRequest cancel(
      UUID tenantId, String name, Optional<String> comment, Party approver) {
    AccessTexts.requireComment(comment);
    return RowSeals.write(
        database,
        (tx, act) -> {
          Row row = own(tx, tenantId, name);
          Instant now = current.now(row);
          boolean isApproved = row.request().state() == AccessRequestState.APPROVED;
          CurrentRequests.requireAt(
              row, now, isApproved ? AccessRequestState.APPROVED : AccessRequestState.PENDING);
          return closed(
              tx, act, row.request(), AccessRequestState.CANCELLED, now, comment, approver);
        });
  }

  private AccessRequest closed(
      Handle tx,
      WriteAct act,
      AccessRequest request,
      AccessRequestState to,
      Instant now,
      Optional<String> comment,
      Party approver) {
    Decision decision = new Decision(approver.objectId(), now, comment);
    requireDone(AccessRequestRows.close(tx, act, request.id(), request.state(), to, decision));
    String operation =
        to == AccessRequestState.DENIED ? "AccessRequestDeny" : "AccessRequestCancel";
    return recorded(tx, request, approver, operation, comment);
  }

  private AccessRequest recorded(
      Handle tx, AccessRequest before, Party approver, String operation, Optional<String> comment) {
    AccessRequest after = AccessRequestRows.require(tx, before.id()).request();
    entries.record(
        tx,
        after,
        approver,
        operation,
        comment.map(text -> Map.of("comment", text)).orElse(Map.of()));
    return after;
  }

  /**
   * Erases what a person of the tenant wrote beside decisions; the decisions stay. A caller of this
   * has recorded it.
   *
   * @return on how many requests
   */
  public int eraseComments(UUID tenantId, String objectId) {
    int erased = database.write(tx -> AccessRequestRows.eraseComments(tx, tenantId, objectId));
    if (erased > 0) {
      database.clearRemains();
    }
    return erased;
  }

  /** Whether the tenant takes requests at all. */
  public boolean takesRequests(UUID tenantId) {
    return database.read(tx -> rules.takesRequests(tx, tenantId));
  }

  /**
   * Lets the tenant take requests, or none any more: then all that are open are cancelled, and
   * access ends at once.
   */
  public void takeRequests(UUID tenantId, boolean takes, Party administrator) {
    List<SealedRow> open =
        takes ? List.of() : database.read(tx -> AccessRequestRows.sealedOpenOf(tx, tenantId));
    RowSeals.of(database)
        .<Void>write(
            open,
            act ->
                database.write(
                    tx -> {
                      takeRequests(tx, act, tenantId, takes, administrator);
                      return null;
                    }));
  }

  private void takeRequests(
      Handle tx, WriteAct act, UUID tenantId, boolean takes, Party administrator) {
    rules.set(tx, tenantId, takes, administrator.objectId());
    List<AccessRequest> cancelled =
        takes ? List.of() : cancelAll(tx, act, tenantId, administrator.objectId());
    entries.recordRule(tx, tenantId, administrator, takes);
    for (AccessRequest request : cancelled) {
      entries.record(tx, request, administrator, "AccessRequestCancel", Map.of());
    }
  }

  private List<AccessRequest> cancelAll(Handle tx, WriteAct act, UUID tenantId, String actor) {
    List<AccessRequest> cancelled = new ArrayList<>();
    List<Row> open = AccessRequestRows.openOf(tx, tenantId);
    // Again, because one that another transaction is deciding on now comes back in another state.
    while (!open.isEmpty()) {
      for (Row row : open) {
        AccessRequest request = row.request();
        Decision decision = new Decision(actor, current.now(row), Optional.empty());
        if (AccessRequestRows.close(
            tx, act, request.id(), request.state(), AccessRequestState.CANCELLED, decision)) {
          cancelled.add(AccessRequestRows.require(tx, request.id()).request());
        }
      }
      open = AccessRequestRows.openOf(tx, tenantId);
    }
    return cancelled;
  }

  private static void requireDone(boolean done) {
    if (!done) {
      throw CurrentRequests.refused("the request was changed just now; look at it again");
    }
  }

  private static Row own(Handle tx, UUID tenantId, String name) {
    return RequestName.parse(name)
        .flatMap(parsed -> AccessRequestRows.find(tx, parsed))
        .filter(row -> isOf(tenantId, row.request()))
        .orElseThrow(CurrentRequests::notFound);
  }
}
