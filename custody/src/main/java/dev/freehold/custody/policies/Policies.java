package dev.freehold.custody.policies;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.candidates.RootBinding;
import dev.freehold.custody.candidates.RootCandidates;
import dev.freehold.custody.candidates.RootReport;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Data encryption policies. A policy of another tenant is answered exactly like one that does not
 * exist. Safe for use by many threads.
 */
public final class Policies {

  private final Database database;
  private final VaultAllowList allowList;
  private final Ledger ledger;
  private final Clock clock;
  private final RootVaults vaults;
  private final RandomSource random;
  private final PolicyKeyMaker keys;
  private final PolicyStore store;

  /** Keeps policies in {@code database}, which also holds the ledger's tables. */
  public Policies(
      Database database,
      AvailabilityKeys availabilityKeys,
      RootVaults vaults,
      VaultAllowList allowList,
      BundleSink bundle,
      Ledger ledger,
      CryptoSuite suite,
      Clock clock) {
    this.database = database;
    this.allowList = allowList;
    this.ledger = ledger;
    this.clock = clock;
    this.vaults = vaults;
    this.random = suite.random();
    this.keys = new PolicyKeyMaker(new RootBinding(vaults), availabilityKeys, suite);
    this.store = new PolicyStore(database, bundle, ledger);
  }

  /**
   * Makes a policy over two root keys. Its key and its availability key are made here; the key is
   * wrapped by all three, and both vaults have proved that they give it back. A crash at any moment
   * leaves no policy or a whole one: the rows, which come last, make it exist.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException with the code of the first check that did not hold; nothing is kept
   */
  public Policy create(NewPolicy wanted, String actor) {
    return create(wanted, actor, (tx, act, policy) -> {});
  }

  /** Further work in the transaction that inserts a policy. */
  @FunctionalInterface
  public interface Further {
    /** Does it; the transaction may be run again, see {@link RowSeals#write}. */
    void inTransaction(Handle tx, WriteAct act, Policy policy);
  }

  /**
   * Makes a policy together with what else has to be true in the same transaction.
   *
   * @throws CustodyException as {@link #create(NewPolicy, String)}, or what {@code further} throws
   */
  public Policy create(NewPolicy wanted, String actor, Further further) {
    UUID id = UUID.randomUUID();
    try {
      return create(id, wanted, actor, further);
    } catch (CustodyException e) {
      recordRefusal(id, wanted, actor, e);
      throw e;
    }
  }

  private Policy create(UUID id, NewPolicy wanted, String actor, Further further) {
    UUID tenantId = wanted.tenantId();
    PolicyRules.requireTexts(wanted.name(), wanted.description());
    VaultCaller caller = new VaultCaller(tenantId, wanted.kind().workload());
    RootCandidates candidates = candidates(caller, List.of(wanted.keyUri1(), wanted.keyUri2()));
    List<RootKeyUri> named = candidates.requireNamed();
    database.read(
        tx -> {
          PolicyCounts.requireRoom(tx, tenantId, wanted.kind());
          PolicyRows.requireNameFree(tx, tenantId, wanted.name());
          return null;
        });
    List<RootKeyUri> versions = candidates.requireUsable();
    WrappedPolicyKey key = keys.make(caller, id, versions);
    Policy policy =
        draft(
            id,
            wanted,
            List.of(
                new Policy.Root(named.getFirst().toString(), versions.getFirst().toString()),
                new Policy.Root(named.getLast().toString(), versions.getLast().toString())));
    return store.keep(policy, key, actor, (tx, act) -> further.inTransaction(tx, act, policy));
  }

  private RootCandidates candidates(VaultCaller caller, List<String> keyUris) {
    return new RootCandidates(caller, keyUris, vaults, allowList, clock);
  }

  /**
   * Looks at each rule that two keys have to satisfy before a policy of this kind can be made over
   * them, and makes none. The vaults are called as in the making, at most three times for each key,
   * and nothing is told of a key that the making would not tell.
   *
   * @param keyUris as they were typed, two
   * @param actor who does it, for the ledger
   */
  public RootReport check(UUID tenantId, PolicyKind kind, List<String> keyUris, String actor) {
    VaultCaller caller = new VaultCaller(tenantId, kind.workload());
    RootReport report = candidates(caller, keyUris).report(random, kind == PolicyKind.FILE);
    Map<String, String> details = new HashMap<>();
    details.put("kind", kind.name());
    details.put("broken", String.join(",", report.codes()));
    for (int slot = 1; slot <= report.keys().size(); slot++) {
      Optional<RootKeyUri> uri = report.keys().get(slot - 1).uri();
      details.put("key" + slot, uri.map(RootKeyUri::toString).orElse(""));
    }
    ledger.append(
        new LedgerEntry(
            tenantId,
            actor,
            "PolicyKeysCheck",
            tenantId.toString(),
            LedgerEntry.Outcome.DONE,
            details));
    return report;
  }

  private Policy draft(UUID id, NewPolicy wanted, List<Policy.Root> boundRoots) {
    Instant now = now();
    return new Policy(
        wanted.tenantId(),
        id,
        wanted.kind(),
        wanted.name(),
        wanted.description(),
        true,
        PolicyState.ACTIVE,
        false,
        false,
        boundRoots,
        now,
        now,
        Optional.empty());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The policy of this GUID, whatever its kind.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   */
  public Policy get(UUID tenantId, UUID id) {
    return database
        .read(tx -> PolicyRows.byId(tx, tenantId, id))
        .orElseThrow(CustodyException::policyNotFound);
  }

  /**
   * The policy that a person names: by GUID, by name in any case, by a distinguished name that
   * begins with it, or by the URI of one of its root keys if no other policy of the kind has that
   * key.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_AMBIGUOUS}
   */
  public Policy find(UUID tenantId, PolicyKind kind, String identity) {
    return database
        .read(tx -> PolicyIdentity.resolve(tx, tenantId, kind, identity))
        .orElseThrow(CustodyException::policyNotFound);
  }

  /** The tenant's policies of a kind by name; retired ones are among them. */
  public List<Policy> list(UUID tenantId, PolicyKind kind) {
    return database.read(tx -> PolicyRows.ofTenant(tx, tenantId, kind));
  }

  /** Those of every kind, the service-managed default among them, in the caller's transaction. */
  public static List<Policy> ofTenant(Handle tx, UUID tenantId) {
    return PolicyRows.ofTenant(tx, tenantId);
  }

  /**
   * Changes name, description or whether it may be assigned.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NAME_TAKEN}, the codes of the
   *     texts, or {@code POLICY_ASSIGNED} if it is the service-managed default, or the tenant's
   *     multi-workload policy and would be disabled; {@code POLICY_PURGE_REQUESTED}
   */
  public Policy edit(UUID tenantId, UUID id, PolicyEdit edit, String actor) {
    return RowSeals.write(database, (tx, act) -> edit(tx, act, tenantId, id, edit, actor));
  }

  private Policy edit(
      Handle tx, WriteAct act, UUID tenantId, UUID id, PolicyEdit edit, String actor) {
    // Every member is written back, so two edits must not have read the same row.
    RowLock.of(database.dialect()).change(tx, "policies", id);
    Policy before = PolicyRows.byId(tx, tenantId, id).orElseThrow(CustodyException::policyNotFound);
    Policy after = edit.applyTo(before, now());
    PolicyRows.update(tx, act, after);
    // After the update, which waits for an assignment under way to be seen.
    if (!after.enabled()) {
      requireUnassigned(tx, after);
    }
    ledger.append(tx, edited(before, after, actor));
    return after;
  }

  /**
   * A multi-workload policy covers the whole tenant while it is assigned.
   *
   * @throws CustodyException {@code POLICY_ASSIGNED}; {@code ROW_NOT_AUTHENTIC} if something else
   *     has written which one is
   */
  private static void requireUnassigned(Handle tx, Policy policy) {
    if (TenantCoverage.multiWorkload(tx, policy.tenantId()).equals(Optional.of(policy.id()))) {
      throw new CustodyException(
          CustodyError.POLICY_ASSIGNED,
          "the policy is assigned to the tenant; assign another one or none, then disable it");
    }
  }

  private static LedgerEntry edited(Policy before, Policy after, String actor) {
    return new LedgerEntry(
        after.tenantId(),
        actor,
        "PolicyEdit",
        after.id().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of(
            "nameBefore", before.name(),
            "name", after.name(),
            "descriptionBefore", before.description(),
            "description", after.description(),
            "enabledBefore", Boolean.toString(before.enabled()),
            "enabled", Boolean.toString(after.enabled())));
  }

  /**
   * The policy, if keys are under it or can come under it.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE} if it is
   *     retired, {@code POLICY_PURGE_REQUESTED}
   */
  public Policy requireInUse(UUID tenantId, UUID id) {
    return PolicyRules.requireInUse(get(tenantId, id));
  }

  /**
   * The same in a transaction that writes, until the end of which it stays so. Call it before
   * anything is appended to the ledger.
   */
  public Policy requireInUse(Handle tx, UUID tenantId, UUID id) {
    RowLock.of(database.dialect()).share(tx, "policies", id);
    return PolicyRules.requireInUse(
        PolicyRows.byId(tx, tenantId, id).orElseThrow(CustodyException::policyNotFound));
  }

  private void recordRefusal(UUID id, NewPolicy wanted, String actor, CustodyException refused) {
    if (refused.error() == CustodyError.TENANT_NOT_FOUND) {
      return;
    }
    ledger.append(
        new LedgerEntry(
            wanted.tenantId(),
            actor,
            "PolicyCreate",
            id.toString(),
            LedgerEntry.Outcome.REFUSED,
            Map.of(
                "name", Names.recorded(wanted.name(), CustodyLimits.MAX_NAME_CHARS),
                "code", refused.code())));
  }
}
