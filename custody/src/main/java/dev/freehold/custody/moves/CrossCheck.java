package dev.freehold.custody.moves;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.RootProbe;
import dev.freehold.custody.hierarchy.OpenablePolicy;
import dev.freehold.custody.hierarchy.WrappedKeys;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Unwraps every policy's key through each root separately, so that a second root that would not
 * help is found before the first one is lost. A change of outcome is an event in the ledger. Safe
 * for use by many threads and nodes: each policy is checked by one of them.
 */
public final class CrossCheck {

  private static final Requester SCRUB = Requester.system("cross-check");
  private static final int MAX_PER_RUN = 1_000;

  private final Database database;
  private final WrappedKeys wrappedKeys;
  private final RootProbe probe;
  private final Ledger ledger;
  private final Clock clock;
  private final Duration interval;

  /**
   * Checks the policies in {@code database}.
   *
   * @param interval how often each policy is checked; positive
   */
  public CrossCheck(
      Database database, RootProbe probe, Ledger ledger, Clock clock, Duration interval) {
    this.database = database;
    this.wrappedKeys = new WrappedKeys(database);
    this.probe = probe;
    this.ledger = ledger;
    this.clock = clock;
    this.interval = interval;
  }

  /**
   * Checks the policies that are due, at most a thousand.
   *
   * @return how many were checked
   */
  public int run() {
    int checked = 0;
    Instant now = clock.instant();
    for (UUID policyId : database.read(tx -> RootCheckRows.due(tx, now, MAX_PER_RUN))) {
      Instant next = now.plus(interval);
      if (database.write(tx -> RootCheckRows.claim(tx, policyId, now, next))) {
        check(policyId, SCRUB);
        checked++;
      }
    }
    return checked;
  }

  /** Checks one policy now. */
  public List<RootCheck> check(UUID policyId, Requester requester) {
    OpenablePolicy policy =
        wrappedKeys
            .policy(policyId)
            .orElseThrow(
                () ->
                    new CustodyException(
                        CustodyError.POLICY_NOT_FOUND,
                        "the tenant has no such policy; check its name or GUID"));
    List<RootCheck> checks =
        IntStream.rangeClosed(1, policy.key().roots().size())
            .mapToObj(slot -> ask(policy, slot, requester))
            .toList();
    return keep(policy, checks, requester);
  }

  /** What the last check of a policy found; empty before the first one. */
  public List<RootCheck> latest(UUID policyId) {
    return database.read(tx -> RootCheckRows.of(tx, policyId));
  }

  /** Tells whether a vault of any policy in use did not answer when it was last checked. */
  public boolean isAnySilent() {
    return database.read(RootCheckRows::isAnySilent);
  }

  private RootCheck ask(OpenablePolicy policy, int slot, Requester requester) {
    Optional<RootFailure> failure = probe.ask(policy, slot, requester);
    Instant now = clock.instant();
    return new RootCheck(
        policy.key().policyId(),
        slot,
        policy.key().roots().get(slot - 1).keyVersion().toString(),
        failure.map(CrossCheck::outcome).orElse(RootCheck.Outcome.AGREES),
        failure.map(RootFailure::code),
        now,
        now);
  }

  private static RootCheck.Outcome outcome(RootFailure failure) {
    return switch (failure.kind()) {
      case REFUSED -> RootCheck.Outcome.REFUSED;
      case DID_NOT_ANSWER -> RootCheck.Outcome.DID_NOT_ANSWER;
      case WRONG_ANSWER -> RootCheck.Outcome.WRONG_ANSWER;
    };
  }

  private List<RootCheck> keep(OpenablePolicy policy, List<RootCheck> checks, Requester requester) {
    return database.write(
        tx -> {
          List<RootCheck> before = RootCheckRows.of(tx, policy.key().policyId());
          checks.forEach(check -> RootCheckRows.put(tx, check));
          for (RootCheck check : changed(before, checks)) {
            ledger.append(tx, entry(policy.key().tenantId(), check, requester));
          }
          return RootCheckRows.of(tx, policy.key().policyId());
        });
  }

  /** The first finding that a root agrees is nothing to report. */
  private static List<RootCheck> changed(List<RootCheck> before, List<RootCheck> now) {
    List<RootCheck> changed = new ArrayList<>();
    for (RootCheck check : now) {
      RootCheck.Outcome previous =
          before.stream()
              .filter(other -> other.slot() == check.slot())
              .map(RootCheck::outcome)
              .findFirst()
              .orElse(RootCheck.Outcome.AGREES);
      if (previous != check.outcome()) {
        changed.add(check);
      }
    }
    return changed;
  }

  private static LedgerEntry entry(UUID tenantId, RootCheck check, Requester requester) {
    Map<String, String> details = new HashMap<>();
    details.put("slot", Integer.toString(check.slot()));
    details.put("rootKey", check.keyVersionUri());
    details.put("result", check.outcome().name());
    check.code().ifPresent(code -> details.put("code", code));
    if (check.outcome() != RootCheck.Outcome.AGREES) {
      details.put("alert", "one of the policy's root keys does not give the policy's key");
    }
    return new LedgerEntry(
        tenantId,
        requester.actor(),
        "RootCheckChange",
        check.policyId().toString(),
        LedgerEntry.Outcome.DONE,
        details);
  }
}
