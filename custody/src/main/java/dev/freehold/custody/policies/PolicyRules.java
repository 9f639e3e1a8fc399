package dev.freehold.custody.policies;

import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultAllowList;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** The rules that a policy and its root keys must satisfy. */
public final class PolicyRules {

  private static final Set<String> TYPES = Set.of("RSA", "RSA-HSM");
  private static final Set<Integer> SIZES_BITS = Set.of(2048, 3072, 4096);
  private static final Set<String> OPERATIONS = Set.of("wrapKey", "unwrapKey");
  private static final Set<String> PROTECTED_LEVELS =
      Set.of("Recoverable", "Recoverable+ProtectedSubscription");
  private static final int SOFT_DELETE_DAYS = 90;

  /** An expiry once set cannot be removed, only moved; this date stands for none. */
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private PolicyRules() {}

  static void requireTexts(String name, String description) {
    if (!Names.isName(name)) {
      throw new CustodyException(
          CustodyError.POLICY_NAME_INVALID,
          "a policy's name has 1 to %d characters, no control characters and no space at either end"
              .formatted(CustodyLimits.MAX_NAME_CHARS));
    }
    if (description.length() > CustodyLimits.MAX_DESCRIPTION_CHARS
        || description.indexOf('\0') >= 0) {
      throw new CustodyException(
          CustodyError.POLICY_DESCRIPTION_INVALID,
          "a description has at most %d characters, none of them the character 0; got %d"
              .formatted(CustodyLimits.MAX_DESCRIPTION_CHARS, description.length()));
    }
  }

  /** Nothing new comes under a policy that is to be purged, and nothing of it changes. */
  public static void requireNoPurge(Policy policy) {
    if (policy.state().isPurge()) {
      throw new CustodyException(
          CustodyError.POLICY_PURGE_REQUESTED,
          "the purge of the policy %s was requested, so it is neither assigned nor changed; use"
                  .formatted(policy.name())
              + " another policy");
    }
  }

  static Policy requireInUse(Policy policy) {
    requireNoPurge(policy);
    if (policy.state() != PolicyState.ACTIVE) {
      throw new CustodyException(
          CustodyError.POLICY_NOT_ASSIGNABLE, "the policy is retired; nothing is under it");
    }
    return policy;
  }

  static void requireTwoVaults(RootKeyUri first, RootKeyUri second) {
    if (first.sameKey(second)) {
      throw new CustodyException(
          CustodyError.KEYS_IDENTICAL, "both URIs name the key %s; name two keys".formatted(first));
    }
    if (first.sameVault(second)) {
      throw new CustodyException(
          CustodyError.KEYS_IN_ONE_VAULT,
          "both keys are in the vault %s; name keys in two vaults, so that no one administrator can"
                  .formatted(first.host())
              + " touch both");
    }
  }

  static void requireAllowed(RootKeyUri key, VaultAllowList allowList) {
    if (allowList.permits(key)) {
      return;
    }
    if (allowList.permitsDomain(key)) {
      throw new CustodyException(
          CustodyError.KEY_URI_INVALID,
          "no vault can have the host name %s: before its domain stands the vault's name, which has"
                  .formatted(key.host())
              + " %s; copy the key's id from its vault".formatted(KeyVaultNames.VAULT_RULE));
    }
    throw new CustodyException(
        CustodyError.KEY_VAULT_NOT_ALLOWED,
        "this service may not call the vault %s; ask the operator to allow its domain and port"
            .formatted(key.vaultUrl()));
  }

  static void requireUsable(RootKeyFacts key, Instant now) {
    String name = key.keyVersion().toString();
    require(
        TYPES.contains(key.type()),
        CustodyError.KEY_NOT_RSA,
        name,
        "has type " + key.type() + "; only RSA and RSA-HSM keys can wrap");
    require(
        SIZES_BITS.contains(key.sizeBits()),
        CustodyError.KEY_SIZE_INVALID,
        name,
        "has " + key.sizeBits() + " bits; use 2048, 3072 or 4096");
    require(key.enabled(), CustodyError.KEY_DISABLED, name, "is disabled; enable it");
    require(
        key.notBefore() == null || !key.notBefore().isAfter(now),
        CustodyError.KEY_NOT_YET_VALID,
        name,
        "cannot be used before " + key.notBefore());
    require(
        neverExpires(key.expiresOn()),
        CustodyError.KEY_EXPIRES,
        name,
        "expires on " + key.expiresOn() + "; remove the date or set it to 9999-12-31");
    require(
        key.operations().containsAll(OPERATIONS),
        CustodyError.KEY_OPERATIONS_MISSING,
        name,
        "must permit the operations wrapKey and unwrapKey");
    requireProtected(key);
  }

  private static void requireProtected(RootKeyFacts key) {
    String name = key.keyVersion().toString();
    String level = key.recoveryLevel();
    boolean keptLongEnough =
        !level.startsWith("Customized")
            && !level.equals("Purgeable")
            && (key.recoverableDays() == 0 || key.recoverableDays() >= SOFT_DELETE_DAYS);
    require(
        keptLongEnough,
        CustodyError.VAULT_SOFT_DELETE_MISSING,
        name,
        "is in a vault that does not keep deleted keys for 90 days (recovery level "
            + level
            + "); use a vault with soft delete of 90 days");
    require(
        PROTECTED_LEVELS.contains(level),
        CustodyError.VAULT_PURGE_PROTECTION_MISSING,
        name,
        "is in a vault without purge protection (recovery level " + level + "); switch it on");
  }

  private static boolean neverExpires(Instant expiresOn) {
    return expiresOn == null || expiresOn.atOffset(ZoneOffset.UTC).toLocalDate().equals(NEVER);
  }

  private static void require(boolean holds, CustodyError error, String key, String problem) {
    if (!holds) {
      throw new CustodyException(error, "the key %s %s".formatted(key, problem));
    }
  }
}
