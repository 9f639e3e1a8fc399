package dev.freehold.custody.candidates;

import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultAllowList;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** The rules for root keys that are decided without asking a vault. */
public final class RootRules {

  private static final Set<String> TYPES = Set.of("RSA", "RSA-HSM");
  private static final Set<Integer> SIZES_BITS = Set.of(2048, 3072, 4096);
  private static final Set<String> OPERATIONS = Set.of("wrapKey", "unwrapKey");
  private static final Set<String> PROTECTED_LEVELS =
      Set.of("Recoverable", "Recoverable+ProtectedSubscription");
  private static final int SOFT_DELETE_DAYS = 90;

  /** An expiry once set cannot be removed, only moved; this date stands for none. */
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private RootRules() {}

  /**
   * A key with its version.
   *
   * @throws CustodyException {@code KEY_VERSION_MISSING}
   */
  public static void requireExact(RootKeyUri key) {
    if (!key.hasVersion()) {
      throw new CustodyException(
          CustodyError.KEY_VERSION_MISSING,
          "a file policy names exact versions of its keys; add the version to the key's URI");
    }
  }

  /**
   * Two keys, in two vaults.
   *
   * @throws CustodyException {@code KEYS_IDENTICAL}, {@code KEYS_IN_ONE_VAULT}
   */
  public static void requireTwoVaults(RootKeyUri first, RootKeyUri second) {
    requireTwoKeys(first, second);
    requireOtherVault(first, second);
  }

  static void requireTwoKeys(RootKeyUri first, RootKeyUri second) {
    if (first.sameKey(second)) {
      throw new CustodyException(
          CustodyError.KEYS_IDENTICAL, "both URIs name the key %s; name two keys".formatted(first));
    }
  }

  static void requireOtherVault(RootKeyUri first, RootKeyUri second) {
    if (first.sameVault(second)) {
      throw new CustodyException(
          CustodyError.KEYS_IN_ONE_VAULT,
          "both keys are in the vault %s; name keys in two vaults, so that no one administrator can"
                  .formatted(first.host())
              + " touch both");
    }
  }

  /**
   * A vault that the service may call.
   *
   * @throws CustodyException {@code KEY_VAULT_NOT_ALLOWED}, {@code KEY_URI_INVALID}
   */
  public static void requireAllowed(RootKeyUri key, VaultAllowList allowList) {
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

  /**
   * A key whose facts are those of a root.
   *
   * @throws CustodyException with the code of the first rule that it breaks
   */
  public static void requireUsable(RootKeyFacts key, Instant now) {
    for (RootRule rule : RootRule.OF_FACTS) {
      if (rule.check() instanceof RootRule.OfFacts(var require)) {
        require.accept(key, now);
      }
    }
  }

  static void requireType(RootKeyFacts key) {
    require(
        TYPES.contains(key.type()),
        CustodyError.KEY_NOT_RSA,
        key,
        "has type " + key.type() + "; only RSA and RSA-HSM keys can wrap");
  }

  static void requireSize(RootKeyFacts key) {
    require(
        SIZES_BITS.contains(key.sizeBits()),
        CustodyError.KEY_SIZE_INVALID,
        key,
        "has " + key.sizeBits() + " bits; use 2048, 3072 or 4096");
  }

  static void requireEnabled(RootKeyFacts key) {
    require(key.enabled(), CustodyError.KEY_DISABLED, key, "is disabled; enable it");
  }

  static void requireBegun(RootKeyFacts key, Instant now) {
    require(
        key.notBefore() == null || !key.notBefore().isAfter(now),
        CustodyError.KEY_NOT_YET_VALID,
        key,
        "cannot be used before " + key.notBefore());
  }

  static void requireNoExpiry(RootKeyFacts key) {
    require(
        neverExpires(key.expiresOn()),
        CustodyError.KEY_EXPIRES,
        key,
        "expires on " + key.expiresOn() + "; remove the date or set it to 9999-12-31");
  }

  static void requireOperations(RootKeyFacts key) {
    require(
        key.operations().containsAll(OPERATIONS),
        CustodyError.KEY_OPERATIONS_MISSING,
        key,
        "must permit the operations wrapKey and unwrapKey");
  }

  static void requireKept(RootKeyFacts key) {
    String level = key.recoveryLevel();
    boolean keptLongEnough =
        !level.startsWith("Customized")
            && !level.equals("Purgeable")
            && (key.recoverableDays() == 0 || key.recoverableDays() >= SOFT_DELETE_DAYS);
    require(
        keptLongEnough,
        CustodyError.VAULT_SOFT_DELETE_MISSING,
        key,
        "is in a vault that does not keep deleted keys for 90 days (recovery level "
            + level
            + "); use a vault with soft delete of 90 days");
  }

  static void requirePurgeProtection(RootKeyFacts key) {
    require(
        PROTECTED_LEVELS.contains(key.recoveryLevel()),
        CustodyError.VAULT_PURGE_PROTECTION_MISSING,
        key,
        "is in a vault without purge protection (recovery level "
            + key.recoveryLevel()
            + "); switch it on");
  }

  private static boolean neverExpires(Instant expiresOn) {
    return expiresOn == null || expiresOn.atOffset(ZoneOffset.UTC).toLocalDate().equals(NEVER);
  }

  private static void require(boolean holds, CustodyError error, RootKeyFacts key, String problem) {
    if (!holds) {
      throw new CustodyException(error, "the key %s %s".formatted(key.keyVersion(), problem));
    }
  }
}
