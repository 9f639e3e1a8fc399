package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.locks.PolicyLockRows.Row;
import dev.freehold.custody.locks.PolicyLockRows.StandsIn;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells every node, and nodes that start later, what the roots of a policy have answered: whether
 * it is locked, because one refused and none has agreed since; when one last agreed; whether the
 * availability key is used instead. Each change has its entry in the ledger. Safe for use by many
 * threads.
 */
public final class PolicyLocks {

  private static final String ACTOR = "system:key-access";

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final NotLetIn notLetIn = new NotLetIn();

  /** Keeps locks with the policies in {@code database}, which also holds the ledger's tables. */
  public PolicyLocks(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The time by which agreements and refusals are compared. */
  public Instant now() {
    return clock.instant();
  }

  /** What is known of the policy's roots; empty if there is no such policy. */
  public Optional<RootsKnown> known(UUID policyId) {
    return row(policyId).map(Row::known);
  }

  /**
   * Locks the policy: a root refused, and the other did not agree. If it is locked, the time of the
   * last refusal is written, so that no agreement from before that unlocks it.
   *
   * @param firstCode what the root asked first has answered
   * @param secondCode what the other has answered
   */
  public void lock(UUID tenantId, UUID policyId, String firstCode, String secondCode) {
    if (row(policyId).isPresent()) {
      database.write(tx -> lock(tx, tenantId, policyId, firstCode, secondCode));
    }
  }

  /**
   * No root gave the key, and those that refused do not let in this node's address. That locks
   * nothing, since other nodes may be let in. But it may be how the tenant takes its keys away:
   * from now on silence is not bridged, by any node, until a root agrees with that node; on this
   * one, until a root agrees with this one.
   */
  public void notLetIn(UUID policyId) {
    if (notLetIn.isNews(policyId, clock.instant())) {
      database.write(
          tx -> {
            PolicyLockRows.endBridging(tx, PolicyLockRows.forUpdate(tx, policyId), policyId);
            return null;
          });
      notLetIn.written(policyId, clock.instant());
    }
  }

  /** Whether a root has agreed with this node since one did not let in its address. */
  public boolean isLetIn(UUID policyId) {
    return !notLetIn.has(policyId);
  }

  private boolean lock(
      Handle tx, UUID tenantId, UUID policyId, String firstCode, String secondCode) {
    Row row = PolicyLockRows.forUpdate(tx, policyId);
    boolean changed = PolicyLockRows.lock(tx, row, policyId, clock.instant());
    if (changed) {
      record(
          tx,
          tenantId,
          policyId,
          "PolicyLocked",
          Map.of(
              "alert", "a root key of the policy refuses access, and the other does not give it",
              "firstRoot", firstCode,
              "secondRoot", secondCode));
    }
    return changed;
  }

  /**
   * Keeps how long users of a node went on after a root last agreed, before the refusal that has
   * locked the policy ended it. Of several nodes the longest time counts. Nothing is decided by it.
   */
  public void measured(UUID policyId, Duration lag) {
    database.write(tx -> PolicyLockRows.measured(tx, policyId, lag, clock.instant()));
  }

  /**
   * A root has agreed: the policy is unlocked, silence may be bridged for as long as the tenant
   * wants from then on, and the availability key stands in no longer. Writes only what other nodes
   * do not know yet, and the time of the agreement every few minutes.
   *
   * @param askedAt when the root was asked, or earlier; a refusal that was heard later counts
   */
  public void agreed(UUID tenantId, UUID policyId, Instant askedAt) {
    notLetIn.agreed(policyId, askedAt);
    if (row(policyId).filter(row -> isNews(row, askedAt)).isPresent()) {
      database.write(tx -> agreed(tx, tenantId, policyId, askedAt));
    }
  }

  private static boolean isNews(Row row, Instant askedAt) {
    RootsKnown known = row.known();
    return known.isLocked()
        || row.standsIn().isPresent()
        || !known.boundThen().equals(known.boundNow())
        || known
            .agreedAt()
            .filter(
                at ->
                    Duration.between(at, askedAt).compareTo(CustodyLimits.AGREEMENT_WRITE_INTERVAL)
                        < 0)
            .isEmpty();
  }

  private boolean agreed(Handle tx, UUID tenantId, UUID policyId, Instant askedAt) {
    Row row = PolicyLockRows.forUpdate(tx, policyId);
    if (row.refusedAt().filter(at -> isLater(at, askedAt)).isPresent()) {
      return false;
    }
    Instant newest =
        row.known().agreedAt().filter(before -> before.isAfter(askedAt)).orElse(askedAt);
    PolicyLockRows.agreed(tx, tenantId, policyId, newest, row.known().boundNow());
    if (row.lockedAt().isPresent()) {
      record(tx, tenantId, policyId, "PolicyUnlocked", Map.of());
    }
    row.standsIn()
        .filter(ended -> PolicyLockRows.endUse(tx, policyId, ended))
        .ifPresent(
            ended ->
                record(tx, tenantId, policyId, "AvailabilityKeyStandsInNoLonger", details(ended)));
    return true;
  }

  /** A refusal that is yet to come is one that nobody heard. */
  private boolean isLater(Instant refusedAt, Instant askedAt) {
    return refusedAt.isAfter(askedAt) && !refusedAt.isAfter(clock.instant());
  }

  /**
   * Notes that the availability key is used in the roots' place. The first use for a reason is an
   * alert; the others are counted, until a root agrees or the reason is another.
   *
   * @return whether it is an alert
   */
  public boolean standsIn(UUID tenantId, UUID policyId, Silence why) {
    return database.write(tx -> standsIn(tx, tenantId, policyId, why));
  }

  /** Counts a use of the availability key that is not in the roots' place: one answered wrongly. */
  public void used(UUID policyId) {
    database.write(
        tx -> {
          PastUses.count(tx, policyId, clock.instant());
          return true;
        });
  }

  private boolean standsIn(Handle tx, UUID tenantId, UUID policyId, Silence why) {
    PastUses.count(tx, policyId, clock.instant());
    if (PolicyLockRows.countUse(tx, policyId, why)) {
      return false;
    }
    Row row = PolicyLockRows.forUpdate(tx, policyId);
    if (!PolicyLockRows.beginUse(tx, row, policyId, why, clock.instant())) {
      PolicyLockRows.countUse(tx, policyId, why);
      return false;
    }
    record(
        tx,
        tenantId,
        policyId,
        "AvailabilityKeyStandsIn",
        Map.of("alert", alert(why), "why", word(why)));
    return true;
  }

  private static String alert(Silence why) {
    return switch (why) {
      case BRIDGED -> "no root key of the policy answers; users read by its availability key";
      case LAPSED ->
          "no root key of the policy has agreed for too long; the availability key serves the"
              + " service's own work, and no user";
      case LOCKED ->
          "the policy is locked; its availability key serves the service's own work or a recovery";
    };
  }

  private static Map<String, String> details(StandsIn ended) {
    return Map.of(
        "why", word(ended.why()),
        "since", ended.since().toString(),
        "uses", Long.toString(ended.uses()));
  }

  private static String word(Silence why) {
    return why.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Row> row(UUID policyId) {
    return database.read(tx -> PolicyLockRows.find(tx, policyId));
  }

  private void record(
      Handle tx, UUID tenantId, UUID policyId, String operation, Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
            tenantId, ACTOR, operation, policyId.toString(), LedgerEntry.Outcome.DONE, details));
  }
}
