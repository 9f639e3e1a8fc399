package dev.freehold.custody.hierarchy;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.KeyCommitment;
import dev.freehold.crypto.KeyContext;
import dev.freehold.crypto.KeyWrap;
import dev.freehold.custody.BundlePart;
import dev.freehold.custody.BundleSink;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Makes owner keys: one for each mailbox. Making one is in two steps, because it may need a vault
 * and no vault is called inside a transaction. Safe for use by many threads.
 */
public final class OwnerKeys {

  private static final int FIRST_GENERATION = 1;
  private static final long FIRST_REVISION = 1;

  private final Database database;
  private final Policies policies;
  private final DepKeys depKeys;
  private final BundleSink bundle;
  private final Ledger ledger;
  private final CryptoSuite suite;
  private final KeyWrap wrap;
  private final Clock clock;

  /** Keeps owner keys in {@code database}, which also holds the ledger's tables. */
  public OwnerKeys(
      Database database,
      Policies policies,
      DepKeys depKeys,
      BundleSink bundle,
      Ledger ledger,
      CryptoSuite suite,
      Clock clock) {
    this.database = database;
    this.policies = policies;
    this.depKeys = depKeys;
    this.bundle = bundle;
    this.ledger = ledger;
    this.suite = suite;
    this.wrap = new KeyWrap(suite);
    this.clock = clock;
  }

  /**
   * Makes and wraps an owner key and writes its part of the bundle; call it outside a transaction,
   * then {@link #insert} inside one.
   *
   * @throws CustodyException {@code POLICY_NOT_FOUND}
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public PreparedOwnerKey prepare(UUID tenantId, UUID policyId, Requester requester) {
    policies.get(tenantId, policyId);
    WrappedOwnerKey wrapped =
        depKeys.withDepKey(policyId, requester, depKey -> wrapNew(tenantId, policyId, depKey));
    bundle.write(
        new BundlePart(tenantId, BundlePart.Kind.OWNER_KEY, wrapped.ownerKeyId()),
        BundleJson.encode(wrapped));
    return new PreparedOwnerKey(wrapped, requester);
  }

  /**
   * Puts a prepared key into use within the caller's transaction, with its ledger entry. Make it
   * the transaction's last step: from the entry on, all who append to the ledger wait for its end.
   */
  public void insert(Handle tx, PreparedOwnerKey prepared) {
    WrappedOwnerKey key = prepared.key();
    tx.createUpdate(
            """
            INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,
              key_commitment, created_at)
            VALUES (:id, :tenantId, :policyId, :generation, :state, :wrapped, :commitment, :now)\
            """)
        .bind("id", key.ownerKeyId())
        .bind("tenantId", key.tenantId())
        .bind("policyId", key.policyId())
        .bind("generation", key.generation())
        .bind("state", KeyState.ACTIVE.name())
        .bind("wrapped", key.wrapped().bytes())
        .bind("commitment", key.commitment().bytes())
        .bind("now", clock.instant())
        .execute();
    ledger.append(
        tx,
        new LedgerEntry(
            key.tenantId(),
            prepared.requester().actor(),
            "OwnerKeyCreate",
            key.ownerKeyId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("policyId", key.policyId().toString())));
  }

  /** The policy that the tenant's key is under; empty if there is no such key in use. */
  public Optional<UUID> policyOf(Handle tx, UUID tenantId, UUID ownerKeyId) {
    return tx.createQuery(
            """
            SELECT policy_id FROM owner_keys
            WHERE id = :id AND tenant_id = :tenantId AND state <> 'DESTROYED'\
            """)
        .bind("id", ownerKeyId)
        .bind("tenantId", tenantId)
        .mapTo(UUID.class)
        .findOne();
  }

  /** Makes an owner key in a transaction of its own and gives its id. */
  public UUID create(UUID tenantId, UUID policyId, Requester requester) {
    PreparedOwnerKey prepared = prepare(tenantId, policyId, requester);
    return database.write(
        tx -> {
          insert(tx, prepared);
          return prepared.id();
        });
  }

  private WrappedOwnerKey wrapNew(UUID tenantId, UUID policyId, Key256 depKey) {
    UUID id = UUID.randomUUID();
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
