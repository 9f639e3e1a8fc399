package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.PermissionProbe;
import dev.freehold.custody.access.RootPermission.Standing;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import dev.freehold.custody.hierarchy.Policies;
import dev.freehold.custody.hierarchy.Policy;
import dev.freehold.custody.hierarchy.PolicyKind;
import dev.freehold.custody.hierarchy.PurgeMarks;
import dev.freehold.custody.hierarchy.PurgeRequest;
import dev.freehold.custody.hierarchy.WrappedKeys;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The first step of the purge path: the tenant, having taken the service's permissions on both root
 * keys away, asks for the destruction of what is under a mailbox policy. Nothing is destroyed by
 * it. From then on nothing comes under the policy. Safe for use by many threads and nodes.
 */
public final class PurgeRequests {

  private static final String OPERATION = "PolicyPurgeRequest";

  private final Database database;
  private final Policies policies;
  private final WrappedKeys wrappedKeys;
  private final PermissionCheck check;
  private final PurgeMarks marks;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps requests with the policies in {@code database}, which also holds the ledger. */
  public PurgeRequests(
      Database database, Policies policies, PermissionProbe probe, Ledger ledger, Clock clock) {
    this.database = database;
    this.policies = policies;
    this.wrappedKeys = new WrappedKeys(database);
    this.check = new PermissionCheck(probe);
    this.marks = new PurgeMarks(database.dialect());
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Requests the purge of a mailbox policy. Both operations are tried with both root keys first, in
   * the vaults. A request that this refuses is in the ledger too, with what was found.
   *
   * @param actor who asks
   * @throws CustodyException {@code PURGE_TEXT_INVALID}; {@code POLICY_NOT_FOUND} also for other
   *     kinds; {@code PURGE_REQUESTED} if it was before; {@code PURGE_NOT_POSSIBLE} if it is
   *     retired or a recovery of it is asked for or under way; {@code PURGE_PERMISSION_REMAINS}
   *     with what remains; {@code PURGE_VAULT_UNKNOWN} if a vault gave no answer and the wish is
   *     not to go without; {@code JOB_RUNNING} if a key was rolled meanwhile
   * @throws dev.freehold.custody.KeyAccessException {@code NOT_RECORDED} if a use of a key could
   *     not be recorded
   */
  public Policy request(UUID tenantId, UUID policyId, PurgeWish wish, String actor) {
    wish.require();
    Policy policy = policies.get(tenantId, policyId);
    requireAskable(policy);
    OpenablePolicy openable = wrappedKeys.policy(policyId).orElseThrow(PurgeRequests::notFound);
    PermissionFindings findings = check.run(openable, Requester.user(actor));
    try {
      requireWithoutPermission(findings, wish);
      return database.write(tx -> mark(tx, policy, openable, wish, findings, actor));
    } catch (CustodyException refused) {
      ledger.append(entry(policy, wish, findings, actor, Outcome.REFUSED, refused.code()));
      throw refused;
    }
  }

  private static void requireAskable(Policy policy) {
    if (policy.kind() != PolicyKind.MAILBOX) {
      throw notFound();
    }
    switch (policy.state()) {
      case ACTIVE -> {}
      case PURGE_REQUESTED, PURGE_AUTHORISED, PURGING, PURGED ->
          throw new CustodyException(
              CustodyError.PURGE_REQUESTED,
              "the purge of the policy %s was requested before; that request stands"
                  .formatted(policy.name()));
      case RETIRED ->
          throw new CustodyException(
              CustodyError.PURGE_NOT_POSSIBLE,
              "the policy %s is retired; nothing is under it".formatted(policy.name()));
    }
  }

  private static void requireWithoutPermission(PermissionFindings findings, PurgeWish wish) {
    if (findings.has(Standing.REMAINS)) {
      throw new CustodyException(
          CustodyError.PURGE_PERMISSION_REMAINS,
          "the service may still use %s; take wrapKey and unwrapKey on both keys away from it first"
              .formatted(findings.words(Standing.REMAINS)));
    }
    if (findings.has(Standing.UNKNOWN) && !wish.withoutVaults()) {
      throw new CustodyException(
          CustodyError.PURGE_VAULT_UNKNOWN,
          ("no vault said whether the service may still use %s; take wrapKey and unwrapKey away"
                  + " from it and ask again when the vault can be reached, or ask without vaults if"
                  + " they are gone")
              .formatted(findings.words(Standing.UNKNOWN)));
    }
  }

  private Policy mark(
      Handle tx,
      Policy seen,
      OpenablePolicy tried,
      PurgeWish wish,
      PermissionFindings findings,
      String actor) {
    Policy policy = marks.hold(tx, seen.tenantId(), seen.id());
    requireAskable(policy);
    if (policy.isRecovering() || PurgeRows.isRecoveryPending(tx, policy.id())) {
      throw new CustodyException(
          CustodyError.PURGE_NOT_POSSIBLE,
          "a recovery of the policy %s is asked for or under way; end or cancel it first"
              .formatted(policy.name()));
    }
    PurgeRequest request =
        new PurgeRequest(
            wish.reason(), wish.contact(), actor, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    if (!marks.mark(tx, policy.id(), tried.key().revision(), request)) {
      throw new CustodyException(
          CustodyError.JOB_RUNNING,
          "a key of the policy %s was rolled while both were tried; ask again"
              .formatted(policy.name()));
    }
    ledger.append(tx, entry(policy, wish, findings, actor, Outcome.DONE, ""));
    return marks.hold(tx, policy.tenantId(), policy.id());
  }

  private static LedgerEntry entry(
      Policy policy,
      PurgeWish wish,
      PermissionFindings findings,
      String actor,
      Outcome outcome,
      String code) {
    Map<String, String> details = new HashMap<>(findings.details());
    details.put("name", policy.name());
    details.put("reason", wish.reason());
    details.put("contact", wish.contact());
    details.put("withoutVaults", Boolean.toString(wish.withoutVaults()));
    if (!code.isEmpty()) {
      details.put("code", code);
    }
    return new LedgerEntry(
        policy.tenantId(), actor, OPERATION, policy.id().toString(), outcome, details);
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.POLICY_NOT_FOUND, "the tenant has no such mailbox policy; check its name");
  }
}
