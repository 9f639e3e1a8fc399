package dev.freehold.custody.hierarchy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.KeyCommitment;
import dev.freehold.crypto.KeyContext;
import dev.freehold.crypto.KeyWrap;
import dev.freehold.custody.BundlePart;
import dev.freehold.custody.BundleSink;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Mailbox data encryption policies. A policy of another tenant is answered exactly like one that
 * does not exist. Safe for use by many threads.
 */
public final class Policies {

  private static final int FIRST_GENERATION = 1;

  private final Database database;
  private final AvailabilityKeys availabilityKeys;
  private final RootBinding roots;
  private final VaultAllowList allowList;
  private final BundleSink bundle;
  private final Ledger ledger;
  private final CryptoSuite suite;
  private final KeyWrap wrap;
  private final Clock clock;

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
    this.availabilityKeys = availabilityKeys;
    this.roots = new RootBinding(vaults);
    this.allowList = allowList;
    this.bundle = bundle;
    this.ledger = ledger;
    this.suite = suite;
    this.wrap = new KeyWrap(suite);
    this.clock = clock;
  }

  /**
   * Makes a policy over two root keys. Its key and its availability key are made here; the key is
   * wrapped by all three, and both vaults have proved that they give it back. A crash at any moment
   * leaves no policy or a whole one: the rows, which come last, make it exist.
   *
   * @param description for people; may be empty
   * @param keyUri1 root 1, with or without version; without, the newest is used
   * @param keyUri2 root 2, in another vault
   * @param actor who does it, for the ledger
   * @throws CustodyException with the code of the first check that did not hold; nothing is kept
   */
  public Policy create(
      UUID tenantId,
      String name,
      String description,
      String keyUri1,
      String keyUri2,
      String actor) {
    UUID id = UUID.randomUUID();
    try {
      PolicyRules.requireTexts(name, description);
      RootKeyUri first = RootKeyUri.parse(keyUri1);
      RootKeyUri second = RootKeyUri.parse(keyUri2);
      PolicyRules.requireTwoVaults(first, second);
      PolicyRules.requireAllowed(first, allowList);
      PolicyRules.requireAllowed(second, allowList);
      database.read(
          tx -> {
            PolicyRows.requireRoom(tx, tenantId);
            PolicyRows.requireNameFree(tx, tenantId, name);
            return null;
          });
      VaultCaller caller = new VaultCaller(tenantId, PolicyKind.MAILBOX.workload());
      RootKeyUri firstVersion = usable(caller, first);
      RootKeyUri secondVersion = usable(caller, second);
      WrappedPolicyKey key = makeKey(caller, id, List.of(firstVersion, secondVersion));
      Policy policy =
          new Policy(
              tenantId,
              id,
              name,
              description,
              true,
              List.of(
                  new Policy.Root(first.toString(), firstVersion.toString()),
                  new Policy.Root(second.toString(), secondVersion.toString())),
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
      return keep(policy, key, actor);
    } catch (CustodyException e) {
      recordRefusal(tenantId, id, name, actor, e);
      throw e;
    }
  }

  /**
   * The policy of this GUID.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   */
  public Policy get(UUID tenantId, UUID id) {
    return database.read(tx -> PolicyRows.byId(tx, tenantId, id)).orElseThrow(Policies::notFound);
  }

  /**
   * The policy of this name, whatever its case.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   */
  public Policy getByName(UUID tenantId, String name) {
    return database
        .read(tx -> PolicyRows.byName(tx, tenantId, name))
        .orElseThrow(Policies::notFound);
  }

  /** The tenant's policies by name; there are never more than 50 that were not purged. */
  public List<Policy> list(UUID tenantId) {
    return database.read(tx -> PolicyRows.ofTenant(tx, tenantId));
  }

  private RootKeyUri usable(VaultCaller caller, RootKeyUri key) {
    RootKeyFacts facts = roots.describe(caller, key);
    PolicyRules.requireUsable(facts, clock.instant());
    return facts.keyVersion();
  }

  private WrappedPolicyKey makeKey(VaultCaller caller, UUID id, List<RootKeyUri> keyVersions) {
    UUID tenantId = caller.tenantId();
    try (Key256 depKey = Key256.random(suite.random())) {
      List<WrappedRoot> wrappedByRoots =
          keyVersions.stream().map(root -> roots.bind(caller, root, depKey)).toList();
      AvailabilityKeys.Created availability = availabilityKeys.create(tenantId, id);
      try (Key256 availabilityKey = availability.key()) {
        KeyContext context = new KeyContext(tenantId, availability.id(), id, FIRST_GENERATION);
        return new WrappedPolicyKey(
            tenantId,
            id,
            FIRST_GENERATION,
            KeyCommitment.of(depKey, tenantId, id, FIRST_GENERATION),
            wrappedByRoots,
            availability.id(),
            Ciphertext.of(wrap.wrap(availabilityKey, depKey, context)));
      }
    }
  }

  private Policy keep(Policy policy, WrappedPolicyKey key, String actor) {
    // The bundle part comes before the rows: a crash between them leaves a part that nothing uses,
    // where the other order could leave a policy whose content cannot be rescued.
    bundle.write(
        new BundlePart(policy.tenantId(), BundlePart.Kind.POLICY, policy.id()),
        BundleJson.encode(key));
    return database.write(
        tx -> {
          PolicyRows.takePlace(tx, policy.tenantId());
          PolicyRows.insert(tx, policy, key);
          ledger.append(
              tx,
              new LedgerEntry(
                  policy.tenantId(),
                  actor,
                  "PolicyCreate",
                  policy.id().toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of(
                      "name", policy.name(),
                      "root1", policy.roots().getFirst().keyVersionUri(),
                      "root2", policy.roots().getLast().keyVersionUri(),
                      "availabilityKeyId", key.availabilityKeyId().toString())));
          return policy;
        });
  }

  private void recordRefusal(
      UUID tenantId, UUID id, String name, String actor, CustodyException refused) {
    if (refused.error() == CustodyError.TENANT_NOT_FOUND) {
      return;
    }
    ledger.append(
        new LedgerEntry(
            tenantId,
            actor,
            "PolicyCreate",
            id.toString(),
            LedgerEntry.Outcome.REFUSED,
            Map.of(
                "name", name.substring(0, Math.min(name.length(), CustodyLimits.MAX_NAME_CHARS)),
                "code", refused.code())));
  }

  private static CustodyException notFound() {
    return new CustodyException(
        CustodyError.POLICY_NOT_FOUND, "the tenant has no such policy; check its name or GUID");
  }
}
