package dev.freehold.custody.access;

import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.Requester;
import dev.freehold.custody.locks.PolicyLocks;
import dev.freehold.custody.locks.SilenceBound;
import dev.freehold.custody.locks.SilenceBounds;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.Resealed;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.ReadyServiceRoots;
import dev.freehold.custody.testing.SimulatedVaults;
import dev.freehold.custody.testing.VirtualTime;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Key access over simulated vaults in virtual time, with one policy and one owner key under it. It
 * sweeps only when told to.
 */
final class AccessHarness implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(60);
  static final LeaseSettings SETTINGS = CustodyFixture.patient(LeaseSettings.withLease(LEASE));

  private static final Duration NEVER = Duration.ofDays(1);

  final VirtualTime time = new VirtualTime();
  final SimulatedVaults vaults = new SimulatedVaults(time);
  final CustodyFixture custody;
  final Policy policy;
  final UUID owner;
  CachedKeyAccess access;
  private int unwrapsBefore;

  AccessHarness(Dialect dialect, Path folder, PolicyKind kind) {
    custody = new CustodyFixture(dialect, folder);
    ReadyServiceRoots.insert(custody);
    policy = newPolicy("first", kind);
    owner = newOwner();
    // A second root may still be due to be asked; what waits from here on is the test's own.
    time.advance(SETTINGS.rootTimeouts().secondRootDelay());
    restart(SETTINGS);
  }

  static AccessHarness mail(Path folder) {
    return new AccessHarness(Dialect.SQLITE, folder, PolicyKind.MAILBOX);
  }

  static AccessHarness files(Path folder) {
    return new AccessHarness(Dialect.SQLITE, folder, PolicyKind.FILE);
  }

  Policy newPolicy(String name, PolicyKind kind) {
    Policy made = custody.policy(vaults, name);
    setKind(made.id(), kind);
    return made;
  }

  private void setKind(UUID policyId, PolicyKind kind) {
    update(policyId, "kind = '" + kind.name() + "'");
  }

  UUID newOwner() {
    PolicyKind kind = new WrappedKeys(custody.database).policy(policy.id()).orElseThrow().kind();
    // Any kind of key will do, and only mailboxes can be put under a policy one by one.
    setKind(policy.id(), PolicyKind.MAILBOX);
    try (CachedKeyAccess making =
        newAccess(SETTINGS, Executors.newVirtualThreadPerTaskExecutor())) {
      return custody.ownerKeys(making).create(custody.mailboxUnder(policy.id()), SYSTEM);
    } finally {
      setKind(policy.id(), kind);
    }
  }

  void recover(UUID policyId, boolean recovering) {
    update(policyId, "recovering = " + (recovering ? 1 : 0));
  }

  private void update(UUID policyId, String change) {
    custody.database.write(
        tx -> {
          tx.createUpdate("UPDATE policies SET " + change + " WHERE id = :id")
              .bind("id", policyId)
              .execute();
          Resealed.row(tx, CustodySeals.POLICY, policyId);
          return null;
        });
  }

  /** As after a restart of the server, or of another one. */
  void restart(LeaseSettings settings) {
    restart(settings, locks());
  }

  void restart(LeaseSettings settings, PolicyLocks locks) {
    if (access != null) {
      access.close();
    }
    access = newAccess(settings, Executors.newVirtualThreadPerTaskExecutor(), locks);
    unwrapsBefore = vaults.unwraps();
  }

  PolicyLocks locks() {
    return new PolicyLocks(custody.database, custody.ledger, custody.clock);
  }

  /** One more node over the same database. */
  CachedKeyAccess newAccess(LeaseSettings settings, ExecutorService threads) {
    return newAccess(settings, threads, locks());
  }

  private CachedKeyAccess newAccess(
      LeaseSettings settings, ExecutorService threads, PolicyLocks locks) {
    return new CachedKeyAccess(
        new WrappedKeys(custody.database),
        custody.availabilityKeys,
        vaults,
        locks,
        custody.ledger,
        CustodyFixture.SUITE,
        settings,
        time,
        new AccessThreads(threads, time::after, NEVER),
        custody.meters);
  }

  int unwraps() {
    return vaults.unwraps() - unwrapsBefore;
  }

  double counted(String result) {
    return custody.meters.counter("freehold.key.root.unwraps", "result", result).count();
  }

  double misses() {
    return custody.meters.counter("freehold.key.opens", "cache", "miss").count();
  }

  void openNow(Requester requester) {
    access.open(owner, requester).close();
  }

  /** Why the owner key is not given, or null if it is. */
  Reason refusal(Requester requester) {
    return refusal(() -> openNow(requester));
  }

  /** Why a user's or the system's content may not be stored, or null if it may. */
  Reason sealRefusal(CachedKeyAccess by, Requester requester) {
    return refusal(
        () ->
            custody.database.write(
                tx -> {
                  by.requireSealable(tx, owner, requester);
                  return null;
                }));
  }

  static Reason refusal(Runnable act) {
    try {
      act.run();
      return null;
    } catch (KeyAccessException e) {
      return e.reason();
    }
  }

  List<LedgerEntry> entries(String operation) {
    return custody.entries(operation).stream().map(RecordedEntry::entry).toList();
  }

  List<LedgerEntry> availabilityUses(String phase) {
    return entries("FallbackToAvailabilityKey").stream()
        .filter(entry -> entry.details().get("phase").equals(phase))
        .toList();
  }

  /** Why the availability key stood in for the roots, in turn, as the alerts tell. */
  List<String> alerts() {
    return entries("AvailabilityKeyStandsIn").stream()
        .filter(entry -> entry.details().containsKey("alert"))
        .map(entry -> entry.details().get("why"))
        .toList();
  }

  /** The tenant's choice of how long silence is bridged. */
  void choose(SilenceBound bound) {
    new SilenceBounds(custody.database, custody.ledger)
        .choose(custody.tenant.id(), bound, CustodyFixture.ADMIN);
  }

  @Override
  public void close() {
    access.close();
    custody.close();
  }
}
