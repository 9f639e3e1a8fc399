package dev.freehold.custody.candidates;

import java.util.Set;

/** What is demanded of the two keys of a policy, in the order in which it is looked at. */
public enum RootRule {
  /** The address has the form of a key's. */
  ADDRESS,
  /** The address names a version; only the policies of geos need that. */
  EXACT_VERSION,
  /** The addresses name two keys; a rule for both together. */
  TWO_KEYS,
  /** The keys are in two vaults; a rule for both together. */
  TWO_VAULTS,
  /** The service may call the vault. */
  VAULT_ALLOWED,
  /** The vault answers, and as a sound one does. */
  VAULT_ANSWERS,
  /** The vault lets the service get the key. */
  MAY_GET,
  /** The vault has the key. */
  KEY_EXISTS,
  /** It is an RSA key. */
  KEY_TYPE,
  /** It has one of the sizes that are long enough. */
  KEY_SIZE,
  /** It is enabled. */
  ENABLED,
  /** The time of its use has begun. */
  BEGUN,
  /** It never expires. */
  NO_EXPIRY,
  /** It permits the operations that wrap and unwrap. */
  OPERATIONS,
  /** Its vault keeps deleted keys for 90 days. */
  SOFT_DELETE,
  /** Its vault does not let anybody purge deleted keys. */
  PURGE_PROTECTION,
  /** The vault wraps a key by it for the service. */
  MAY_WRAP,
  /** The vault unwraps for the service. */
  MAY_UNWRAP,
  /** What the vault unwraps is what it had wrapped. */
  SAME_BACK;

  /** Whether it is about both keys together, not about each. */
  public boolean isOfBoth() {
    return switch (this) {
      case TWO_KEYS, TWO_VAULTS -> true;
      case ADDRESS,
          EXACT_VERSION,
          VAULT_ALLOWED,
          VAULT_ANSWERS,
          MAY_GET,
          KEY_EXISTS,
          KEY_TYPE,
          KEY_SIZE,
          ENABLED,
          BEGUN,
          NO_EXPIRY,
          OPERATIONS,
          SOFT_DELETE,
          PURGE_PROTECTION,
          MAY_WRAP,
          MAY_UNWRAP,
          SAME_BACK ->
          false;
    };
  }

  /**
   * What has to hold before this can be looked at. A vault refuses to wrap by a key that is, for
   * example, disabled: that would tell nothing of the permission.
   */
  Set<RootRule> needs() {
    return switch (this) {
      case ADDRESS -> Set.of();
      case EXACT_VERSION, TWO_KEYS, VAULT_ALLOWED -> Set.of(ADDRESS);
      case TWO_VAULTS -> Set.of(TWO_KEYS);
      case VAULT_ANSWERS -> Set.of(VAULT_ALLOWED);
      case MAY_GET -> Set.of(VAULT_ANSWERS);
      case KEY_EXISTS -> Set.of(MAY_GET);
      case KEY_TYPE,
          KEY_SIZE,
          ENABLED,
          BEGUN,
          NO_EXPIRY,
          OPERATIONS,
          SOFT_DELETE,
          PURGE_PROTECTION ->
          Set.of(KEY_EXISTS);
      case MAY_WRAP -> Set.of(KEY_TYPE, KEY_SIZE, ENABLED, BEGUN, NO_EXPIRY, OPERATIONS);
      case MAY_UNWRAP -> Set.of(MAY_WRAP);
      case SAME_BACK -> Set.of(MAY_UNWRAP);
    };
  }
}
