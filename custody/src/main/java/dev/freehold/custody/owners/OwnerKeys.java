package dev.freehold.custody.owners;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.RowLock;
import dev.freehold.custody.bundles.BundleJson;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.custody.policies.ServicePolicies;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.RowIds;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Makes owner keys: one for each mailbox and each site. Making one is in two steps, because it may
 * need a vault and no vault is called inside a transaction. Safe for use by many threads.
 */
public final class OwnerKeys {

  private static final int FIRST_GENERATION = 1;
  private static final long FIRST_REVISION = 1;

  private final Database database;
  private final ServicePolicies servicePolicies;
  private final DepKeys depKeys;
  private final BundleSink bundle;
  private final Ledger ledger;
  private final CryptoSuite suite;
  private final KeyWrap wrap;
  private final Clock clock;
  private final RowLock lock;

  /** Keeps owner keys in {@code database}, which also holds the ledger's tables. */
  public OwnerKeys(
      Database database,
      ServicePolicies servicePolicies,
      DepKeys depKeys,
      BundleSink bundle,
      Ledger ledger,
      CryptoSuite suite,
      Clock clock) {
    this.database = database;
    this.servicePolicies = servicePolicies;
    this.depKeys = depKeys;
    this.bundle = bundle;
    this.ledger = ledger;
    this.suite = suite;
    this.wrap = new KeyWrap(suite);
    this.clock = clock;
    this.lock = RowLock.of(database.dialect());
  }

  /**
   * Makes and wraps an owner key under the policy that covers its owner, and writes its part of the
   * bundle; call it outside a transaction, then {@link #insert} inside one.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}, {@code POLICY_NOT_ASSIGNABLE}, {@code
   *     POLICY_PURGE_REQUESTED}, {@code GEO_NOT_FOUND}, {@code TENANT_NOT_FOUND}
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public PreparedOwnerKey prepare(NewOwner owner, Requester requester) {
    servicePolicies.ensure(owner.tenantId());
    UUID policyId = database.read(tx -> CoveringPolicy.of(tx, owner, RowLock.NONE));
    WrappedOwnerKey wrapped =
        depKeys.withDepKey(
            policyId, requester, depKey -> wrapNew(owner.tenantId(), policyId, depKey));
    bundle.write(wrapped.bundleCopy(), BundleJson.encode(wrapped));
    return new PreparedOwnerKey(owner, wrapped, requester);
  }

  /**
   * Puts a prepared key into use within the caller's transaction, with its ledger entry. Make it
   * the transaction's last step: from the entry on, all who append to the ledger wait for its end.
   *
   * @throws CustodyException {@code COVERAGE_CHANGED} if another policy covers the owner by now;
   *     prepare again. The codes of {@link #prepare}
   */
  public void insert(Handle tx, PreparedOwnerKey prepared) {
    NewOwner owner = prepared.owner();
    WrappedOwnerKey key = prepared.key();
    if (!CoveringPolicy.of(tx, owner, lock).equals(key.policyId())) {
      throw new CustodyException(
          CustodyError.COVERAGE_CHANGED,
          "another policy was assigned while this key was made; try again");
    }
    OwnerRows.insertKey(tx, owner.ownerId(), key, clock.instant());
    OwnerRows.insertOwner(tx, owner, key.ownerKeyId(), clock.instant());
    ledger.append(
        tx,
        new LedgerEntry(
            key.tenantId(),
            prepared.requester().actor(),
            "OwnerKeyCreate",
            key.ownerKeyId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of(
                "owner", owner.ownerId().toString(),
                "ownerKind", owner.kind().name(),
                "policyId", key.policyId().toString())));
  }

  /** Makes an owner key in its own transaction and gives its id. */
  public UUID create(NewOwner owner, Requester requester) {
    PreparedOwnerKey prepared = prepare(owner, requester);
    return database.write(
        tx -> {
          insert(tx, prepared);
          return prepared.id();
        });
  }

  /** Under which policies a mailbox or site of the tenant is; empty if it has no key. */
  public Optional<OwnerStanding> standing(UUID tenantId, UUID ownerId) {
    return database.read(tx -> standing(tx, tenantId, ownerId));
  }

  /** The same in the caller's transaction. */
  public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID ownerId) {
    return OwnerLists.standing(tx, tenantId, ownerId);
  }

  /**
   * Makes sure that the policy which a mailbox or site has to be under is not to be purged, until
   * the transaction ends. Call it before anything is appended to the ledger.
   *
   * @throws CustodyException {@code POLICY_PURGE_REQUESTED}
   */
  public void requireNoPurge(Handle tx, UUID tenantId, UUID ownerId) {
    Optional<UUID> target = standing(tx, tenantId, ownerId).map(OwnerStanding::targetPolicyId);
    target.ifPresent(policyId -> CoveringPolicy.requireNoPurge(tx, tenantId, policyId, lock));
  }

  private WrappedOwnerKey wrapNew(UUID tenantId, UUID policyId, Key256 depKey) {
    UUID id = RowIds.next(clock);
    KeyContext context = new KeyContext(tenantId, policyId, id, FIRST_GENERATION);
    try (Key256 key = Key256.random(suite.random())) {
      return new WrappedOwnerKey(
          tenantId,
          policyId,
          id,
          FIRST_GENERATION,
          FIRST_REVISION,
          KeyCommitment.of(key, tenantId, id, FIRST_GENERATION),
          Ciphertext.of(wrap.wrap(depKey, key, context)));
    }
  }
}
