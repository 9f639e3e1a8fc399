package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.checks.PermissionCheck;
import dev.freehold.custody.checks.PermissionFindings;
import dev.freehold.custody.checks.PermissionProbe;
import dev.freehold.custody.owners.Geo;
import dev.freehold.custody.owners.PolicyOwners;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.PurgeRequest;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The first step of a purge: the tenant asks to destroy what is under the policy of mailboxes or of
 * a geo. This destroys nothing, but from then on nothing more comes under the policy, and there is
 * a {@link PurgeCase}. Safe for use by many threads and nodes.
 */
public final class PurgeRequests {

  private static final String OPERATION = "PolicyPurgeRequest";

  private final Database database;
  private final Policies policies;
  private final WrappedKeys wrappedKeys;
  private final PermissionCheck check;
  private final HoldCheck holds;
  private final PurgeSteps steps;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps requests with the policies in {@code database}, which also holds the ledger. */
  public PurgeRequests(
      Database database,
      Policies policies,
      PermissionProbe probe,
      HoldCheck holds,
      Ledger ledger,
      Clock clock) {
    this.database = database;
    this.policies = policies;
    this.wrappedKeys = new WrappedKeys(database);
    this.check = new PermissionCheck(probe);
    this.holds = holds;
    this.steps = new PurgeSteps(database.dialect());
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Requests the purge of a mailbox policy. Both operations are tried with both root keys first, in
   * the vaults. A request that this refuses is in the ledger too, with what was found. If a vault
   * has gone since, the same request once more, without vaults, says so.
   *
   * @param actor who asks
   * @throws CustodyException {@code PURGE_TEXT_INVALID}; {@code POLICY_NOT_FOUND} also for other
   *     kinds; {@code PURGE_REQUESTED} if it was before; {@code PURGE_NOT_POSSIBLE} if it is
   *     retired or a recovery of it is asked for or under way; {@code PURGE_PERMISSION_REMAINS}
   *     with what remains; {@code PURGE_VAULT_UNKNOWN} if a vault gave no answer and the wish is
   *     not to go without; {@code LEGAL_HOLD}; {@code JOB_RUNNING} if a key was rolled meanwhile
   * @throws dev.freehold.custody.KeyAccessException {@code NOT_RECORDED} if a use of a key could
   *     not be recorded
   */
  public Policy request(UUID tenantId, UUID policyId, PurgeWish wish, String actor) {
    wish.require();
    Policy policy = policies.get(tenantId, policyId);
    if (policy.kind() != PolicyKind.MAILBOX) {
      throw notFound();
    }
    if (policy.state() == PolicyState.PURGE_REQUESTED && wish.withoutVaults()) {
      return RowSeals.write(database, (tx, act) -> goWithoutVaults(tx, act, policy, wish, actor));
    }
    requireAskable(policy);
    OpenablePolicy openable = wrappedKeys.policy(policyId).orElseThrow(PurgeRequests::notFound);
    PermissionFindings findings = check.run(openable, Requester.user(actor));
    return recorded(
        policy,
        wish,
        findings.details(),
        actor,
        () -> {
          findings.requireGone(wish.withoutVaults());
          return mark(policy, openable, Optional.empty(), wish, findings.details(), actor);
        });
  }

  /**
   * Requests the purge of what is under a geo's policy. The vaults are not asked yet: their
   * administrators agree first, then take the permissions away, and that is tried before the purge
   * is authorised.
   *
   * @param geo the geo, which has a policy
   * @throws CustodyException as {@link #request}; {@code GEO_NOT_REGISTERED} if the geo has no
   *     policy
   */
  public Policy requestSites(Geo geo, PurgeWish wish, String actor) {
    wish.require();
    UUID policyId =
        geo.policyId()
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.GEO_NOT_REGISTERED,
                        "the geo has no policy; there is nothing of it to be purged"));
    Policy policy = policies.get(geo.tenantId(), policyId);
    if (policy.state() == PolicyState.PURGE_REQUESTED && wish.withoutVaults()) {
      return RowSeals.write(database, (tx, act) -> goWithoutVaults(tx, act, policy, wish, actor));
    }
    requireAskable(policy);
    OpenablePolicy openable = wrappedKeys.policy(policyId).orElseThrow(PurgeRequests::notFound);
    return recorded(
        policy,
        wish,
        Map.of(),
        actor,
        () -> mark(policy, openable, Optional.of(geo.id()), wish, Map.of(), actor));
  }

  /**
   * How many mailboxes or sites had to come under the policy of a case, and have not. The request
   * leaves them under the policies that they have; fewer remain as they get other orders.
   */
  public long waiting(PurgeCase purge) {
    Policy policy = policies.get(purge.tenantId(), purge.policyId());
    return database.read(tx -> PolicyOwners.countWaiting(tx, policy));
  }

  private interface Step {
    Policy take();
  }

  private Policy recorded(
      Policy policy, PurgeWish wish, Map<String, String> findings, String actor, Step step) {
    try {
      return step.take();
    } catch (CustodyException refused) {
      ledger.append(entry(policy, wish, findings, actor, Outcome.REFUSED, refused.code()));
      throw refused;
    }
  }

  private static void requireAskable(Policy policy) {
    switch (policy.state()) {
      case ACTIVE -> {}
      case PURGE_REQUESTED, PURGE_AUTHORISED, PURGING, PURGED -> throw requestedBefore(policy);
      case RETIRED ->
          throw new CustodyException(
              CustodyError.PURGE_NOT_POSSIBLE,
              "the policy %s is retired; nothing is under it".formatted(policy.name()));
    }
  }

  private static CustodyException requestedBefore(Policy policy) {
    return new CustodyException(
        CustodyError.PURGE_REQUESTED,
        "the purge of the policy %s was requested before; that request stands"
            .formatted(policy.name()));
  }

  private Policy mark(
      Policy seen,
      OpenablePolicy tried,
      Optional<UUID> geoId,
      PurgeWish wish,
      Map<String, String> findings,
      String actor) {
    UUID caseId = UUID.randomUUID();
    return RowSeals.write(
        database,
        (tx, act) -> {
          Policy policy = steps.forUpdate(tx, seen.tenantId(), seen.id());
          requireAskable(policy);
          if (policy.isRecovering() || PurgeObstacles.isRecoveryPending(tx, policy.id())) {
            throw new CustodyException(
                CustodyError.PURGE_NOT_POSSIBLE,
                "a recovery of the policy %s is asked for or under way; end or cancel it first"
                    .formatted(policy.name()));
          }
          PurgeRefusals.requireNoHold(PurgeObstacles.held(tx, holds, policy));
          PurgeRequest request =
              new PurgeRequest(
                  wish.reason(),
                  wish.contact(),
                  actor,
                  clock.instant().truncatedTo(ChronoUnit.MILLIS));
          if (!steps.mark(tx, act, policy.id(), tried.key().revision(), request)) {
            throw PurgeRefusals.rolled(policy.name());
          }
          open(tx, act, caseId, policy, geoId, wish, request);
          Map<String, String> known = new HashMap<>(findings);
          known.putAll(PurgeEntries.waiting(tx, policy));
          ledger.append(tx, entry(policy, wish, known, actor, Outcome.DONE, ""));
          return steps.forUpdate(tx, policy.tenantId(), policy.id());
        });
  }

  private static void open(
      Handle tx,
      WriteAct act,
      UUID caseId,
      Policy policy,
      Optional<UUID> geoId,
      PurgeWish wish,
      PurgeRequest request) {
    CaseRows.insert(
        tx,
        act,
        caseId,
        policy.tenantId(),
        policy.id(),
        geoId,
        wish.withoutVaults(),
        request.requestedAt());
    if (geoId.isPresent()) {
      ConsentRows.enrol(tx, policy.tenantId(), caseId);
    }
  }

  private Policy goWithoutVaults(
      Handle tx, WriteAct act, Policy seen, PurgeWish wish, String actor) {
    Policy policy = steps.forUpdate(tx, seen.tenantId(), seen.id());
    if (policy.state() != PolicyState.PURGE_REQUESTED
        || !CaseRows.goWithoutVaults(tx, act, policy.id())) {
      throw requestedBefore(policy);
    }
    ledger.append(tx, entry(policy, wish, Map.of(), actor, Outcome.DONE, ""));
    return policy;
  }

  private static LedgerEntry entry(
      Policy policy,
      PurgeWish wish,
      Map<String, String> findings,
      String actor,
      Outcome outcome,
      String code) {
    Map<String, String> details = new HashMap<>(findings);
    details.put("name", policy.name());
    details.put("withoutVaults", Boolean.toString(wish.withoutVaults()));
    if (!code.isEmpty()) {
      details.put("code", code);
    }
    return new LedgerEntry(
        policy.tenantId(),
        actor,
        OPERATION,
        policy.id().toString(),
        outcome,
        details,
        Map.of("reason", wish.reason(), "contact", wish.contact()));
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.POLICY_NOT_FOUND, "the tenant has no such mailbox policy; check its name");
  }
}
