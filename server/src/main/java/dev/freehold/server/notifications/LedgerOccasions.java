package dev.freehold.server.notifications;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.checks.RootCheck;
import dev.freehold.custody.orders.MoveApprovals;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Occasions whose entries say all that is needed. */
public final class LedgerOccasions implements OccasionSource {

  private static final String ACCESS_ASKED = "AccessRequestCreate";
  private static final String ACCESS_ENDORSED = "AccessRequestEndorse";
  private static final String RECOVERY_ASKED = "RecoveryRequest";
  private static final String RECOVERY_APPROVED = "RecoveryApprove";
  private static final String ACT_ASKED = "PendingActRequest";
  private static final String JOB_WAITS = "JobWait";
  private static final String ROOT_CHANGED = "RootCheckChange";
  private static final String LOCKED = "PolicyLocked";
  private static final String STANDS_IN = "AvailabilityKeyStandsIn";
  private static final String JOB_FAILED = "JobFail";
  private static final String CODE_USED = "RecoveryCodeUse";
  private static final String PASSKEY_MADE = "PasskeyCreate";
  private static final String PASSKEY_COPIED = "PasskeyCounterRegression";

  private final Policies policies;

  /** Takes the names of policies from {@code policies}. */
  public LedgerOccasions(Policies policies) {
    this.policies = policies;
  }

  @Override
  public Set<String> operations() {
    return Set.of(
        ACCESS_ASKED,
        ACCESS_ENDORSED,
        RECOVERY_ASKED,
        RECOVERY_APPROVED,
        ACT_ASKED,
        JOB_WAITS,
        ROOT_CHANGED,
        LOCKED,
        STANDS_IN,
        JOB_FAILED,
        CODE_USED,
        PASSKEY_MADE,
        PASSKEY_COPIED);
  }

  @Override
  public Optional<Occasion> of(RecordedEntry recorded) {
    LedgerEntry entry = recorded.entry();
    return switch (entry.outcome()) {
      case DONE, FAILED -> done(entry);
      case REFUSED ->
          // A passkey that may be a copy is refused, and people are told of just that.
          entry.operation().equals(PASSKEY_COPIED)
              ? person(entry, NotificationKind.PASSKEY_COPIED)
              : Optional.empty();
    };
  }

  private Optional<Occasion> done(LedgerEntry entry) {
    return switch (entry.operation()) {
      case ACCESS_ASKED -> request(entry, NotificationKind.LOCKBOX_ENDORSEMENT);
      case ACCESS_ENDORSED -> request(entry, NotificationKind.LOCKBOX_REQUEST);
      case RECOVERY_ASKED -> recovery(entry, NotificationKind.RECOVERY_REQUEST);
      case RECOVERY_APPROVED -> recovery(entry, NotificationKind.RECOVERY_OPENING);
      case ACT_ASKED -> act(entry);
      case JOB_WAITS -> waitingJob(entry);
      case ROOT_CHANGED -> root(entry);
      case LOCKED -> policy(entry, NotificationKind.POLICY_LOCKED);
      case STANDS_IN -> policy(entry, NotificationKind.AVAILABILITY_KEY_USED);
      case JOB_FAILED -> job(entry);
      case CODE_USED -> person(entry, NotificationKind.RECOVERY_CODE_USED);
      case PASSKEY_MADE -> person(entry, NotificationKind.PASSKEY_MADE);
      default -> Optional.empty();
    };
  }

  private static Optional<Occasion> request(LedgerEntry entry, NotificationKind kind) {
    return of(entry, kind, entry.objectId(), facts(entry, Map.of("requestId", Fact.REQUEST)));
  }

  private Optional<Occasion> recovery(LedgerEntry entry, NotificationKind kind) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    facts.put(Fact.POLICY, policyName(entry.tenantId(), entry.details().get("policyId")));
    return of(entry, kind, entry.objectId(), facts);
  }

  private static Optional<Occasion> act(LedgerEntry entry) {
    Map<Fact, String> facts = facts(entry, Map.of("kind", Fact.ACT));
    facts.computeIfPresent(Fact.ACT, (_, kind) -> kind.toLowerCase(Locale.ROOT).replace('_', ' '));
    return Optional.ofNullable(entry.details().get("pendingActId"))
        .flatMap(id -> of(entry, NotificationKind.SECOND_PERSON, id, facts));
  }

  private Optional<Occasion> root(LedgerEntry entry) {
    Map<Fact, String> facts = facts(entry, Map.of("rootKey", Fact.ROOT, "code", Fact.CODE));
    facts.put(Fact.POLICY, policyName(entry.tenantId(), entry.objectId()));
    String subject = entry.objectId() + "/" + entry.details().get("slot");
    return switch (RootCheck.Outcome.valueOf(entry.details().get("result"))) {
      case AGREES -> Optional.empty();
      case REFUSED -> of(entry, refusal(facts), subject, facts);
      case DID_NOT_ANSWER -> of(entry, NotificationKind.ROOT_SILENT, subject, facts);
      case WRONG_ANSWER -> of(entry, NotificationKind.ROOT_WRONG, subject, facts);
    };
  }

  /** Whether the tenant has revoked, or its vault does not know the address of a node. */
  private static NotificationKind refusal(Map<Fact, String> facts) {
    return RootFailure.isOfAddress(facts.getOrDefault(Fact.CODE, ""))
        ? NotificationKind.ROOT_WRONG
        : NotificationKind.ROOT_REVOKED;
  }

  private Optional<Occasion> policy(LedgerEntry entry, NotificationKind kind) {
    Map<Fact, String> facts = facts(entry, Map.of("alert", Fact.WHAT));
    facts.put(Fact.POLICY, policyName(entry.tenantId(), entry.objectId()));
    return of(entry, kind, entry.objectId(), facts);
  }

  private static Optional<Occasion> job(LedgerEntry entry) {
    return of(
        entry,
        NotificationKind.JOB_FAILED,
        entry.objectId(),
        facts(entry, Map.of("kind", Fact.JOB, "code", Fact.CODE)));
  }

  private static Optional<Occasion> waitingJob(LedgerEntry entry) {
    return MoveApprovals.AWAITS_APPROVAL.equals(entry.details().get("code"))
        ? of(
            entry,
            NotificationKind.MOVE_APPROVAL,
            entry.objectId(),
            facts(entry, Map.of("kind", Fact.JOB)))
        : Optional.empty();
  }

  /** The person whom it is about is told, besides those of the kind. */
  private static Optional<Occasion> person(LedgerEntry entry, NotificationKind kind) {
    String person = entry.objectId();
    return Optional.of(
        new Occasion(
            kind,
            entry.tenantId(),
            person,
            Set.of(UUID.fromString(person)),
            facts(entry, Map.of("left", Fact.LEFT))));
  }

  private static Optional<Occasion> of(
      LedgerEntry entry, NotificationKind kind, String subject, Map<Fact, String> facts) {
    return Optional.of(new Occasion(kind, entry.tenantId(), subject, facts));
  }

  /** Those details of an entry that have a fact; never the personal ones. */
  private static Map<Fact, String> facts(LedgerEntry entry, Map<String, Fact> names) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    names.forEach(
        (name, fact) ->
            Optional.ofNullable(entry.details().get(name))
                .ifPresent(value -> facts.put(fact, value)));
    return facts;
  }

  private String policyName(UUID tenantId, String policyId) {
    try {
      return policies.get(tenantId, UUID.fromString(policyId)).name();
    } catch (CustodyException gone) {
      return policyId;
    }
  }
}
