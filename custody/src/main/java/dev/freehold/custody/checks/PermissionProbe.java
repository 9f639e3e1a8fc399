package dev.freehold.custody.checks;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.KeyUseLedger;
import dev.freehold.custody.access.RootCall;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.checks.RootPermission.Standing;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.ledger.Ledger;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Finds out what the service may do with a policy's root keys by trying it in the vaults now,
 * whatever leases are running. The results of the operations, such as unwrapped keys, are
 * discarded. Safe for use by many threads.
 */
public final class PermissionProbe {

  private final RootVaults vaults;
  private final RootCall call;
  private final RandomSource random;

  /** Tries {@code vaults}; uses of keys are recorded in {@code ledger}. */
  public PermissionProbe(
      RootVaults vaults, Ledger ledger, MeterRegistry meters, RandomSource random) {
    this.vaults = vaults;
    this.call = new RootCall(vaults, new KeyUseLedger(ledger), meters);
    this.random = random;
  }

  /**
   * Has the policy's key unwrapped. A vault that gives a key which is not the policy's has
   * unwrapped as well. If the version in use is disabled, the permission is gone only if the vault
   * says that the newest one is disabled too.
   *
   * @param slot 1 or 2
   * @throws dev.freehold.custody.KeyAccessException {@code NOT_RECORDED}
   */
  public RootPermission unwrap(OpenablePolicy policy, int slot, Requester requester) {
    WrappedRoot root = policy.key().roots().get(slot - 1);
    RootAnswer<Key256> answer = call.ask(policy, root);
    call.record(policy, root, requester, answer);
    return switch (answer) {
      case Given<Key256>(Key256 key) -> {
        key.close();
        yield RootPermission.REMAINS;
      }
      case NotGiven<Key256>(RootFailure failure) ->
          failure.code().equals(RootCall.COMMITMENT_MISMATCH)
              ? RootPermission.REMAINS
              : unwrapRefused(policy, root.keyVersion(), RootPermission.without(failure));
    };
  }

  private RootPermission unwrapRefused(
      OpenablePolicy policy, RootKeyUri inUse, RootPermission found) {
    if (!found.isKeyDisabled()) {
      return found;
    }
    return switch (vaults.describe(policy.caller(), inUse.withoutVersion())) {
      case Given<RootKeyFacts>(RootKeyFacts newest) -> newest.enabled() ? found.unsettled() : found;
      case NotGiven<RootKeyFacts>(RootFailure failure) -> undescribed(found, failure);
    };
  }

  /**
   * Has a key that is nobody's wrapped, by the version in use and, if that is refused, by the
   * newest one that the vault still lists: a disabled version alone takes no permission away. Where
   * the vault does not tell of the newest, a disabled version settles nothing.
   *
   * @param slot 1 or 2
   */
  public RootPermission wrap(OpenablePolicy policy, int slot) {
    RootKeyUri inUse = policy.key().roots().get(slot - 1).keyVersion();
    RootPermission found = wrap(policy, inUse);
    if (found.standing() != Standing.REFUSED) {
      return found;
    }
    return switch (vaults.describe(policy.caller(), inUse.withoutVersion())) {
      case Given<RootKeyFacts>(RootKeyFacts newest) ->
          newest.keyVersion().equals(inUse) ? found : wrap(policy, newest.keyVersion());
      case NotGiven<RootKeyFacts>(RootFailure failure) -> undescribed(found, failure);
    };
  }

  /** What was found with a version, when the vault does not describe the newest one. */
  private static RootPermission undescribed(RootPermission found, RootFailure failure) {
    boolean isGone = failure.isKeyNotFound() || failure.code().equals(RootPermission.KEY_DISABLED);
    return found.isKeyDisabled() && !isGone ? found.unsettled() : found;
  }

  private RootPermission wrap(OpenablePolicy policy, RootKeyUri keyVersion) {
    try (Key256 nobodys = Key256.random(random)) {
      return switch (vaults.wrap(policy.caller(), keyVersion, nobodys)) {
        case Given<byte[]> _ -> RootPermission.REMAINS;
        case NotGiven<byte[]>(RootFailure failure) -> RootPermission.without(failure);
      };
    }
  }
}
