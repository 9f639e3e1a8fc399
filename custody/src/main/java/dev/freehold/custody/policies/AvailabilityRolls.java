package dev.freehold.custody.policies;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.candidates.RootBinding;
import dev.freehold.custody.policies.PolicyKeyMaker.UnderAvailabilityKey;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Gives a policy another availability key. The old one is destroyed when it wraps nothing any more.
 * Safe for use by many threads.
 */
public final class AvailabilityRolls {

  private final WrappedKeys wrappedKeys;
  private final AvailabilityKeys availabilityKeys;
  private final PolicyKeyMaker keys;
  private final PolicyStore store;

  /** Rolls the availability keys of the policies in {@code database}. */
  public AvailabilityRolls(
      Database database,
      AvailabilityKeys availabilityKeys,
      RootVaults vaults,
      BundleSink bundle,
      Ledger ledger,
      CryptoSuite suite) {
    this.wrappedKeys = new WrappedKeys(database);
    this.availabilityKeys = availabilityKeys;
    this.keys = new PolicyKeyMaker(new RootBinding(vaults), availabilityKeys, suite);
    this.store = new PolicyStore(database, bundle, ledger);
  }

  /**
   * Makes a new availability key, wraps the policy's key by it and adds a copy to the policy's part
   * of the bundle; {@link #apply} follows inside a transaction.
   *
   * @throws dev.freehold.custody.CustodyException {@code POLICY_NOT_FOUND}
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public RolledAvailabilityKey prepare(UUID policyId, DepKeys depKeys, Requester requester) {
    WrappedPolicyKey key =
        wrappedKeys.policy(policyId).orElseThrow(CustodyException::policyNotFound).key();
    UnderAvailabilityKey under =
        depKeys.withDepKey(
            policyId,
            requester,
            depKey ->
                keys.wrapByNewAvailabilityKey(key.tenantId(), policyId, key.generation(), depKey));
    WrappedPolicyKey rolled = key.withAvailabilityKey(under.availabilityKeyId(), under.wrapped());
    store.writePart(rolled);
    return new RolledAvailabilityKey(rolled, key.availabilityKeyId());
  }

  /**
   * Makes the new availability key the policy's.
   *
   * @return whether nothing else of the policy's wraps has changed since it was prepared, and it is
   *     in use still; if not, the transaction has to be undone
   */
  public boolean apply(Handle tx, RolledAvailabilityKey rolled) {
    return tx.createUpdate(
                """
                UPDATE policies
                SET availability_key_id = :to, wrapped_by_availability = :wrapped,
                  key_revision = :revision
                WHERE id = :policyId AND availability_key_id = :from
                  AND key_revision = :revision - 1 AND state = 'ACTIVE'\
                """)
            .bind("to", rolled.key().availabilityKeyId())
            .bind("wrapped", rolled.key().wrappedByAvailability().bytes())
            .bind("policyId", rolled.key().policyId())
            .bind("from", rolled.from())
            .bind("revision", rolled.key().revision())
            .execute()
        == 1;
  }

  /**
   * Destroys every availability key of the policy that is older than the present one: the one
   * before it, and what a crash left. May be repeated.
   *
   * @return whether nothing of them is left; if not, to be repeated later
   */
  public boolean destroyBefore(UUID policyId) {
    // Without a key the policy is being purged, which destroys all of them.
    return wrappedKeys
        .policy(policyId)
        .map(policy -> policy.key().availabilityKeyId())
        .map(present -> availabilityKeys.destroyBefore(policyId, present))
        .orElse(true);
  }

  /**
   * A policy's key wrapped by a new availability key, not yet in a row.
   *
   * @param key the policy's key in its future wrapped forms
   * @param from the earlier availability key
   */
  public record RolledAvailabilityKey(WrappedPolicyKey key, UUID from) {}
}
