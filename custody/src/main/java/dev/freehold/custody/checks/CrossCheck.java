package dev.freehold.custody.checks;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Requester;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unwraps every policy's key through each root separately. So a root that no longer works is found
 * while the other one still does. A changed result is recorded in the ledger. Safe for use by many
 * threads and nodes: each policy is checked by one of them.
 */
public final class CrossCheck {

  private static final Requester SCRUB = Requester.system("cross-check");
  private static final int MAX_PER_RUN = 1_000;
  private static final int MAX_VAULTS = 10_000;
  private static final int AT_A_TIME = 8;
  private static final Logger LOG = LoggerFactory.getLogger(CrossCheck.class);

  private final Database database;
  private final WrappedKeys wrappedKeys;
  private final RootProbe probe;
  private final PolicyLocks locks;
  private final Ledger ledger;
  private final Clock clock;
  private final Duration interval;

  /**
   * Checks the policies in {@code database}.
   *
   * @param locks what every node knows of roots that refuse; a check keeps it true
   * @param interval how often each policy is checked; positive
   */
  public CrossCheck(
      Database database,
      RootProbe probe,
      PolicyLocks locks,
      Ledger ledger,
      Clock clock,
      Duration interval) {
    this.database = database;
    this.wrappedKeys = new WrappedKeys(database);
    this.probe = probe;
    this.locks = locks;
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
    Instant start = clock.instant();
    List<UUID> due = database.read(tx -> RootCheckRows.due(tx, start, latest(start), MAX_PER_RUN));
    AtomicInteger checked = new AtomicInteger();
    // Several at a time, so that vaults that are down do not keep the others waiting.
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      for (UUID policyId : due) {
        threads.execute(() -> checkIfMine(policyId, checked));
      }
    }
    return checked.get();
  }

  private void checkIfMine(UUID policyId, AtomicInteger checked) {
    Instant now = clock.instant();
    try {
      Instant next = now.plus(interval);
      if (database.write(tx -> RootCheckRows.claim(tx, policyId, now, latest(now), next))) {
        check(policyId, SCRUB);
        checked.incrementAndGet();
      }
    } catch (RuntimeException failed) {
      LOG.warn("the cross-check of policy {} failed and will be tried again", policyId, failed);
    }
  }

  /** Later than any node puts a check off, by whatever clock. */
  private Instant latest(Instant now) {
    return now.plus(interval).plus(CustodyLimits.MAX_CLOCK_SKEW);
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
    Instant askedAt = clock.instant();
    List<RootCheck> checks =
        IntStream.rangeClosed(1, policy.key().roots().size())
            .mapToObj(slot -> ask(policy, slot, requester))
            .toList();
    keepLock(policy, checks, askedAt);
    return keep(policy, checks, requester);
  }

  /** Nobody may have asked since the roots began, or ceased, to refuse. */
  private void keepLock(OpenablePolicy policy, List<RootCheck> checks, Instant askedAt) {
    UUID tenantId = policy.key().tenantId();
    UUID policyId = policy.key().policyId();
    if (checks.stream().anyMatch(check -> check.outcome() == RootCheck.Outcome.AGREES)) {
      locks.agreed(tenantId, policyId, askedAt);
    } else if (checks.stream().anyMatch(RootCheck::isForAllNodes)) {
      locks.lock(
          tenantId,
          policyId,
          checks.getFirst().code().orElse(""),
          checks.getLast().code().orElse(""));
    } else if (checks.stream().anyMatch(RootCheck::isOfAddress)) {
      locks.notLetIn(policyId);
    }
  }

  /** What the last check of a policy found; empty before the first one. */
  public List<RootCheck> latest(UUID policyId) {
    return database.read(tx -> RootCheckRows.of(tx, policyId));
  }

  /** The same for all policies of a tenant, in the order of their ids. */
  public static List<RootCheck> latestOfTenant(Handle tx, UUID tenantId) {
    return RootCheckRows.ofTenant(tx, tenantId);
  }

  /** The vaults that did not answer when policies in use were last checked, 10,000 at most. */
  public List<SilentVault> silentVaults() {
    return silentVaults(0);
  }

  /**
   * The same, each with the root whose turn it is.
   *
   * @param turn from 0; the next one is that of a vault's next root
   */
  List<SilentVault> silentVaults(int turn) {
    return database.read(tx -> RootCheckRows.silentVaults(tx, turn, MAX_VAULTS));
  }

  /** The vaults of policies both of whose roots did not answer then, 10,000 pairs at most. */
  public List<SilentPair> silentPairs() {
    return database.read(tx -> RootCheckRows.silentPairs(tx, MAX_VAULTS));
  }

  /**
   * Tells whether a root of any policy in use refuses, as far as this or another node has heard.
   */
  public boolean isAnyRefused() {
    return database.read(RootCheckRows::isAnyRefused);
  }

  /**
   * Tells whether the settings did not allow a vault of any policy in use when it was last checked,
   * such as one whose name has an earlier suffix.
   */
  public boolean isAnyNotAllowed() {
    return database.read(RootCheckRows::isAnyNotAllowed);
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
        now,
        failure.isEmpty() ? Optional.of(now) : Optional.empty());
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
          List<RootCheck> changed = changed(before, checks);
          checks.forEach(check -> RootCheckRows.put(tx, check, changed.contains(check)));
          for (RootCheck check : changed) {
            ledger.append(tx, entry(policy.key().tenantId(), check, requester));
          }
          return RootCheckRows.of(tx, policy.key().policyId());
        });
  }

  /** The first finding that a root agrees is nothing to report. */
  private static List<RootCheck> changed(List<RootCheck> before, List<RootCheck> now) {
    List<RootCheck> changed = new ArrayList<>();
    for (RootCheck check : now) {
      RootCheck.Finding previous =
          before.stream()
              .filter(other -> other.slot() == check.slot())
              .map(RootCheck::finding)
              .findFirst()
              .orElse(RootCheck.Finding.AGREES);
      if (previous != check.finding()) {
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
    alert(check).ifPresent(alert -> details.put("alert", alert));
    return new LedgerEntry(
        tenantId,
        requester.actor(),
        "RootCheckChange",
        check.policyId().toString(),
        LedgerEntry.Outcome.DONE,
        details);
  }

  private static Optional<String> alert(RootCheck check) {
    return switch (check.finding()) {
      case AGREES -> Optional.empty();
      case ADDRESS_REFUSED ->
          Optional.of(
              "the network rules of the root key's vault do not let in the node that asked; others"
                  + " may be let in");
      case REFUSED, DID_NOT_ANSWER, WRONG_ANSWER ->
          Optional.of("one of the policy's root keys does not give the policy's key");
    };
  }
}
