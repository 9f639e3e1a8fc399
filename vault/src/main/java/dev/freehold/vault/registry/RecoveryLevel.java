package dev.freehold.vault.registry;

import dev.freehold.vault.VaultLimits;

/**
 * Whether a deleted key can be recovered or purged, in the protocol's words. It depends on the
 * vault's present settings, so it changes for all its keys when purge protection is switched on.
 */
public enum RecoveryLevel {
  RECOVERABLE_PURGEABLE("Recoverable+Purgeable"),
  RECOVERABLE("Recoverable"),
  RECOVERABLE_PROTECTED_SUBSCRIPTION("Recoverable+ProtectedSubscription"),
  CUSTOMIZED_RECOVERABLE_PURGEABLE("CustomizedRecoverable+Purgeable"),
  CUSTOMIZED_RECOVERABLE("CustomizedRecoverable"),
  CUSTOMIZED_RECOVERABLE_PROTECTED_SUBSCRIPTION("CustomizedRecoverable+ProtectedSubscription");

  private final String word;

  RecoveryLevel(String word) {
    this.word = word;
  }

  /** The word in a key's attributes. */
  public String word() {
    return word;
  }

  /**
   * The level of keys in such a vault. A subscription that cannot be cancelled adds nothing while
   * single keys can still be purged.
   */
  public static RecoveryLevel of(
      int retentionDays, boolean purgeProtection, boolean protectedSubscription) {
    boolean longest = retentionDays == VaultLimits.MAX_RETENTION_DAYS;
    if (!purgeProtection) {
      return longest ? RECOVERABLE_PURGEABLE : CUSTOMIZED_RECOVERABLE_PURGEABLE;
    }
    if (protectedSubscription) {
      return longest
          ? RECOVERABLE_PROTECTED_SUBSCRIPTION
          : CUSTOMIZED_RECOVERABLE_PROTECTED_SUBSCRIPTION;
    }
    return longest ? RECOVERABLE : CUSTOMIZED_RECOVERABLE;
  }
}
