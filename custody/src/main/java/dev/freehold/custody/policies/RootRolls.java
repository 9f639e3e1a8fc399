package dev.freehold.custody.policies;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.candidates.RootBinding;
import dev.freehold.custody.candidates.RootRules;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultAllowList;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.seals.WriteAct;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Wraps a policy's key by another version of a root key, or by another key. The policy's key stays
 * the same, so a roll takes the same time however much is under the policy. Safe for use by many
 * threads.
 */
public final class RootRolls {

  private final WrappedKeys wrappedKeys;
  private final RootBinding roots;
  private final VaultAllowList allowList;
  private final PolicyStore store;
  private final Clock clock;

  /** Rolls the roots of the policies in {@code database}. */
  public RootRolls(
      Database database,
      RootVaults vaults,
      VaultAllowList allowList,
      BundleSink bundle,
      Ledger ledger,
      Clock clock) {
    this.wrappedKeys = new WrappedKeys(database);
    this.roots = new RootBinding(vaults);
    this.allowList = allowList;
    this.store = new PolicyStore(database, bundle, ledger);
    this.clock = clock;
  }

  /**
   * Which versions one or both roots would be rolled to one after the other, so that a roll of both
   * that would end in one vault is refused before it begins; changes nothing.
   *
   * @param otherKeys by slot, 1 (primary) or 2 (secondary) or both: another key, with or without
   *     version; empty for the newest version of the same
   * @throws CustodyException with the code of the check that did not hold: {@code KEY_RECREATED} if
   *     the version in use is gone while the key is there, which means that the key was made again
   */
  public Map<Integer, RootKeyUri> targets(
      UUID policyId, SortedMap<Integer, Optional<String>> otherKeys) {
    if (otherKeys.isEmpty() || otherKeys.firstKey() < 1 || otherKeys.lastKey() > 2) {
      throw new IllegalArgumentException("a roll names root 1, root 2 or both");
    }
    OpenablePolicy policy = policy(policyId);
    Map<Integer, RootKeyUri> targets = new TreeMap<>();
    otherKeys.forEach((slot, other) -> targets.put(slot, target(policy, slot, other)));
    if (targets.size() == 2) {
      RootRules.requireTwoVaults(targets.get(1), targets.get(2));
    }
    return targets;
  }

  /**
   * Wraps the policy's key by the new version, proves that it comes back, and adds a copy to the
   * policy's part of the bundle; {@link #apply} follows inside a transaction.
   *
   * @param depKeys gives the policy's key
   * @return empty if the root is at that version already
   * @throws CustodyException as {@link #targets}
   * @throws dev.freehold.custody.KeyAccessException if the policy's key may not be had
   */
  public Optional<RolledRoot> prepare(
      UUID policyId, int slot, Optional<String> otherKey, DepKeys depKeys, Requester requester) {
    OpenablePolicy policy = policy(policyId);
    WrappedPolicyKey key = policy.key();
    RootKeyUri target = target(policy, slot, otherKey);
    RootKeyUri before = key.roots().get(slot - 1).keyVersion();
    if (target.equals(before)) {
      return Optional.empty();
    }
    WrappedRoot rolled =
        depKeys.withDepKey(
            policyId, requester, depKey -> roots.bind(policy.caller(), target, depKey));
    WrappedPolicyKey next = key.withRoot(slot, rolled);
    // Before the rows, and beside the copy that they name: a crash in between loses nothing.
    store.writePart(next);
    return Optional.of(
        new RolledRoot(policyId, slot, before, target, rolled.wrapped(), next.revision()));
  }

  /**
   * Makes the new version the policy's root.
   *
   * @return whether nothing of the policy's wraps has changed since it was prepared, and it is in
   *     use still; if not, the transaction has to be undone
   */
  public boolean apply(Handle tx, WriteAct act, RolledRoot rolled) {
    RolledVersions.insert(tx, rolled, clock.instant());
    return takeRevision(tx, rolled) && RootRows.roll(tx, act, rolled);
  }

  /** A roll of something else of the policy in between would not be in this one's copy. */
  private boolean takeRevision(Handle tx, RolledRoot rolled) {
    return tx.createUpdate(
                """
                UPDATE policies SET key_revision = :revision, changed_at = :now
                WHERE id = :policyId AND key_revision = :revision - 1 AND state = 'ACTIVE'\
                """)
            .bind("revision", rolled.revision())
            .bind("now", clock.instant())
            .bind("policyId", rolled.policyId())
            .execute()
        == 1;
  }

  /** The versions that rolls of a policy have left behind, the newest first; at most ten. */
  public static List<String> versionsBefore(Handle tx, UUID policyId) {
    return RolledVersions.of(tx, policyId);
  }

  private RootKeyUri target(OpenablePolicy policy, int slot, Optional<String> otherKey) {
    VaultCaller caller = policy.caller();
    RootKeyUri present = policy.key().roots().get(slot - 1).keyVersion();
    RootKeyUri wanted = otherKey.map(RootKeyUri::parse).orElse(present.withoutVersion());
    RootRules.requireTwoVaults(wanted, policy.key().roots().get(2 - slot).keyVersion());
    RootRules.requireAllowed(wanted, allowList);
    RootKeyFacts facts = roots.describe(caller, wanted);
    if (otherKey.isEmpty()) {
      requireNotRecreated(caller, present, facts);
    }
    RootRules.requireUsable(facts, clock.instant());
    return facts.keyVersion();
  }

  /** A key that lost the version in use is another key of the same name. */
  private void requireNotRecreated(VaultCaller caller, RootKeyUri present, RootKeyFacts newest) {
    if (newest.keyVersion().equals(present)) {
      return;
    }
    try {
      roots.describe(caller, present);
    } catch (CustodyException e) {
      if (e.error() != CustodyError.KEY_NOT_FOUND) {
        throw e;
      }
      throw new CustodyException(
          CustodyError.KEY_RECREATED,
          "the key %s was deleted and made again: the version in use is gone. Restore the key from"
                  .formatted(present)
              + " its backup, or name the new key expressly to replace it",
          e);
    }
  }

  private OpenablePolicy policy(UUID policyId) {
    return wrappedKeys.policy(policyId).orElseThrow(CustodyException::policyNotFound);
  }

  /**
   * A policy's key wrapped by another version of a root, not yet in a row.
   *
   * @param policyId the policy
   * @param slot 1 or 2
   * @param from the version before
   * @param to the version from now on
   * @param wrapped the policy's key, wrapped by it
   * @param revision of the policy's wraps with this one
   */
  public record RolledRoot(
      UUID policyId, int slot, RootKeyUri from, RootKeyUri to, Ciphertext wrapped, long revision) {}
}
