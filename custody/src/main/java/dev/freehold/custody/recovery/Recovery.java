package dev.freehold.custody.recovery;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.SecondPerson;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyAuthority;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Recovery after the loss of both roots of a policy, in four steps by at least three people: the
 * tenant asks, another person of the tenant approves, the operator opens it, and the tenant moves
 * everything to a policy with new roots. From the opening until the old policy is retired, the
 * availability key replaces the lost roots. Safe for use by many threads.
 */
public final class Recovery {

  private final Database database;
  private final Policies policies;
  private final RecoveryMoves moves;
  private final GeoRestoration geos;
  private final SecondPerson second;
  private final RecoveryEntries entries;
  private final Clock clock;

  /** Keeps requests in {@code database}. */
  public Recovery(
      Database database,
      Policies policies,
      RecoveryMoves moves,
      GeoRestoration geos,
      SecondPerson second,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.policies = policies;
    this.moves = moves;
    this.geos = geos;
    this.second = second;
    this.entries = new RecoveryEntries(ledger);
    this.clock = clock;
  }

  /**
   * Asks for recovery of a policy.
   *
   * @param reason 1 to {@link CustodyLimits#MAX_DESCRIPTION_CHARS} characters
   * @throws CustodyException {@code POLICY_NOT_FOUND}; {@code NOT_IN_RECOVERY} if it is retired or
   *     nobody's roots; {@code POLICY_PURGE_REQUESTED}; {@code RECOVERY_STEP_REFUSED} if there is a
   *     request already
   */
  public RecoveryRequest request(UUID tenantId, UUID policyId, String reason, String actor) {
    Policy policy = policies.get(tenantId, policyId);
    if (policy.state() == PolicyState.RETIRED || !policy.kind().isCustomerManaged()) {
      throw new CustodyException(
          CustodyError.NOT_IN_RECOVERY, "only a policy in use with customers' roots is recovered");
    }
    if (reason.isBlank() || !Names.isText(reason, CustodyLimits.MAX_DESCRIPTION_CHARS)) {
      throw new CustodyException(
          CustodyError.POLICY_DESCRIPTION_INVALID,
          "a reason has 1 to %d characters, none of them the character 0 or half of one"
              .formatted(CustodyLimits.MAX_DESCRIPTION_CHARS));
    }
    RecoveryRequest request =
        new RecoveryRequest(
            UUID.randomUUID(),
            tenantId,
            policyId,
            reason,
            RecoveryState.REQUESTED,
            actor,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return RowSeals.write(
        database,
        (tx, act) -> {
          policies.requireInUse(tx, tenantId, policyId);
          if (!RecoveryRows.insert(tx, act, request)) {
            throw refused("there is a request for this policy already; go on with that one");
          }
          entries.record(tx, request, actor, "RecoveryRequest", Map.of(), Map.of("reason", reason));
          return request;
        });
  }

  /**
   * Approves a request for the tenant.
   *
   * @param comment what the approver has to say, at most {@link CustodyLimits#MAX_COMMENT_CHARS}
   *     characters, none of them a control character
   * @throws CustodyException {@code RECOVERY_NOT_FOUND}, {@code COMMENT_INVALID}; {@code
   *     RECOVERY_STEP_REFUSED} to the person who asked for it, to an identity or with a password
   *     from after the request, and past this step
   */
  public RecoveryRequest approve(UUID tenantId, UUID id, Optional<String> comment, String actor) {
    requireLine(comment);
    return RowSeals.write(
        database,
        (tx, act) -> {
          RecoveryRequest request = own(tx, tenantId, id);
          if (request.requestedBy().equals(actor)) {
            throw refused("the person who asked for a recovery cannot approve it; ask another");
          }
          if (!second.isIndependent(tx, tenantId, actor, request.requestedAt())) {
            throw refused(
                "your identity or your password is newer than the request; somebody has to approve"
                    + " who was there before");
          }
          advance(
              tx,
              act,
              request,
              RecoveryState.REQUESTED,
              RecoveryState.APPROVED,
              new Mark("approved", actor));
          RecoveryRows.comment(tx, id, comment);
          entries.record(
              tx, request, actor, "RecoveryApprove", Map.of(), RecoveryEntries.said(comment));
          return own(tx, tenantId, id);
        });
  }

  /**
   * Denies a request for the tenant, also one that was approved and is not opened yet. Another one
   * may follow.
   *
   * @param comment as with {@link #approve}
   * @throws CustodyException as {@link #approve}; the person who asked withdraws it instead
   */
  public RecoveryRequest deny(UUID tenantId, UUID id, Optional<String> comment, String actor) {
    requireLine(comment);
    return RowSeals.write(
        database,
        (tx, act) -> {
          RecoveryRequest request = own(tx, tenantId, id);
          if (request.requestedBy().equals(actor)) {
            throw refused("the person who asked for a recovery cannot deny it; cancel it");
          }
          advance(
              tx,
              act,
              request,
              beforeOpening(request),
              RecoveryState.DENIED,
              new Mark("denied", actor));
          RecoveryRows.comment(tx, id, comment);
          entries.record(
              tx, request, actor, "RecoveryDeny", Map.of(), RecoveryEntries.said(comment));
          return own(tx, tenantId, id);
        });
  }

  /** The step that a request must be at still to be stopped. */
  private static RecoveryState beforeOpening(RecoveryRequest request) {
    return request.state() == RecoveryState.APPROVED
        ? RecoveryState.APPROVED
        : RecoveryState.REQUESTED;
  }

  /**
   * Withdraws a request before it is opened.
   *
   * @throws CustodyException {@code RECOVERY_NOT_FOUND}, {@code RECOVERY_STEP_REFUSED}
   */
  public RecoveryRequest cancel(UUID tenantId, UUID id, String actor) {
    return RowSeals.write(
        database,
        (tx, act) -> {
          RecoveryRequest request = own(tx, tenantId, id);
          RecoveryState from = beforeOpening(request);
          requireAdvanced(
              request,
              from,
              RecoveryRows.advance(tx, act, id, from, RecoveryState.CANCELLED, row -> row));
          entries.record(tx, request, actor, "RecoveryCancel", Map.of(), Map.of());
          return own(tx, tenantId, id);
        });
  }

  /**
   * Opens an approved recovery, as the operator. The tenant's ledger shows it.
   *
   * @throws CustodyException {@code RECOVERY_NOT_FOUND}, {@code RECOVERY_STEP_REFUSED}
   */
  public RecoveryRequest open(UUID id, String operator) {
    return RowSeals.write(
        database,
        (tx, act) -> {
          RecoveryRequest request = RecoveryRows.byId(tx, id).orElseThrow(Recovery::notFound);
          if (request.requestedBy().equals(operator)
              || request.approvedBy().filter(operator::equals).isPresent()) {
            throw refused("a recovery is opened by the operator, not by who asked or approved");
          }
          advance(
              tx,
              act,
              request,
              RecoveryState.APPROVED,
              RecoveryState.OPEN,
              new Mark("opened", operator));
          PolicyAuthority.change(
              tx, act, request.policyId(), policy -> policy.with("recovering", true));
          entries.record(
              tx, request, operator, "RecoveryOpen", Map.of(), Map.of("operator", operator));
          return RecoveryRows.byId(tx, id).orElseThrow(Recovery::notFound);
        });
  }

  /**
   * Moves every mailbox of an open recovery to a policy of the same kind with new roots; the old
   * one is retired at the end, unless a key under it did not open: then the recovery stays open. A
   * move that is under way or failed is superseded.
   *
   * @throws CustodyException {@code RECOVERY_NOT_FOUND}, {@code RECOVERY_STEP_REFUSED}, {@code
   *     POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}
   */
  public Job recoverMailboxes(UUID tenantId, UUID id, UUID newPolicyId, String actor) {
    RecoveryRequest asked = get(tenantId, id);
    policies.get(tenantId, newPolicyId);
    RecoveryMoves.Planned plan = database.read(tx -> plan(tx, asked, newPolicyId, actor));
    UUID jobId =
        RowSeals.write(
            database,
            (tx, act) -> {
              RecoveryRows.lockOfPolicy(tx, asked.policyId());
              RecoveryRequest request = own(tx, tenantId, id);
              UUID job = plan.order(tx);
              moving(tx, act, request, job, actor);
              return job;
            });
    return moves.begin(tenantId, jobId);
  }

  private RecoveryMoves.Planned plan(
      Handle tx, RecoveryRequest request, UUID newPolicyId, String actor) {
    UUID tenantId = request.tenantId();
    UUID lost = request.policyId();
    return switch (PolicyAuthority.require(tx, lost).kind()) {
      case MAILBOX -> moves.fromMailboxPolicy(tx, tenantId, lost, newPolicyId, actor);
      case MULTI_WORKLOAD -> moves.fromMultiWorkloadPolicy(tx, tenantId, lost, newPolicyId, actor);
      case FILE, SERVICE_MANAGED ->
          throw refused("the policy is a geo's; restore the geo under two new keys");
    };
  }

  /**
   * Puts the geo of an open recovery under a file policy with new roots and moves every site; the
   * old policy is retired at the end ({@code Restore-SPODataEncryptionPolicy}).
   *
   * @throws CustodyException as {@link GeoRestoration#restore}, {@code NOT_IN_RECOVERY}
   */
  public Job recoverGeo(
      UUID tenantId, String geoCode, String primary, String secondary, String actor) {
    return geos.restore(
        tenantId,
        geoCode,
        primary,
        secondary,
        actor,
        (tx, act, oldPolicyId, jobId) ->
            moving(
                tx,
                act,
                RecoveryRows.pending(tx, oldPolicyId).orElseThrow(GeoRestoration::notInRecovery),
                jobId,
                actor));
  }

  /** The tenant's requests, the newest first. */
  public List<RecoveryRequest> list(UUID tenantId) {
    return list(tenantId, EnumSet.allOf(RecoveryState.class));
  }

  /** The tenant's requests in one of the given states, of which there is at least one. */
  public List<RecoveryRequest> list(UUID tenantId, Set<RecoveryState> states) {
    return database.read(
        tx -> RecoveryRows.ofTenant(tx, tenantId, states, CustodyLimits.MAX_PAGE_ROWS));
  }

  /** What waits for the operator: approved requests of all tenants, the oldest first. */
  public List<RecoveryRequest> approved() {
    return database.read(
        tx -> RecoveryRows.inState(tx, RecoveryState.APPROVED, CustodyLimits.MAX_PAGE_ROWS));
  }

  /**
   * One of the tenant's requests.
   *
   * @throws CustodyException {@code RECOVERY_NOT_FOUND}
   */
  public RecoveryRequest get(UUID tenantId, UUID id) {
    return database.read(tx -> own(tx, tenantId, id));
  }

  private void moving(Handle tx, WriteAct act, RecoveryRequest request, UUID jobId, String actor) {
    RecoveryState from =
        request.state() == RecoveryState.MOVING && RecoveryRows.isJobEnded(tx, request.id())
            ? RecoveryState.MOVING
            : RecoveryState.OPEN;
    boolean moves =
        RecoveryRows.advance(
            tx, act, request.id(), from, RecoveryState.MOVING, row -> row.with("job_id", jobId));
    if (!moves) {
      throw refused("the recovery is not open; the operator opens it after the tenant approved");
    }
    entries.record(tx, request, actor, "RecoveryMove", Map.of("jobId", jobId.toString()), Map.of());
  }

  private void advance(
      Handle tx,
      WriteAct act,
      RecoveryRequest request,
      RecoveryState from,
      RecoveryState to,
      Mark mark) {
    requireAdvanced(
        request,
        from,
        RecoveryRows.advance(
            tx, act, request.id(), from, to, row -> row.with(mark.what() + "_by", mark.actor())));
    RecoveryRows.dates(tx, request.id(), mark.what() + "_at", clock.instant());
  }

  private static void requireAdvanced(RecoveryRequest was, RecoveryState from, boolean advanced) {
    if (!advanced) {
      throw refused(
          "the request is %s; this step needs %s".formatted(words(was.state()), words(from)));
    }
  }

  private static String words(RecoveryState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static RecoveryRequest own(Handle tx, UUID tenantId, UUID id) {
    return RecoveryRows.byId(tx, id)
        .filter(request -> request.tenantId().equals(tenantId))
        .orElseThrow(Recovery::notFound);
  }

  private static void requireLine(Optional<String> comment) {
    if (comment.isPresent() && !Names.isLine(comment.get(), CustodyLimits.MAX_COMMENT_CHARS)) {
      throw new CustodyException(
          CustodyError.COMMENT_INVALID,
          "a comment has at most %d characters and no control characters"
              .formatted(CustodyLimits.MAX_COMMENT_CHARS));
    }
  }

  private static CustodyException refused(String message) {
    return new CustodyException(CustodyError.RECOVERY_STEP_REFUSED, message);
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.RECOVERY_NOT_FOUND, "no such request for recovery; list them");
  }

  private record Mark(String what, String actor) {}
}
