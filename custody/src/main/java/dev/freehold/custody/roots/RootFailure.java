package dev.freehold.custody.roots;

import java.util.Set;

/**
 * Why a vault did not do what it was asked.
 *
 * @param kind what the failure tells about the will of the vault's owner
 * @param code a stable code, such as {@code KeyDisabled} or {@code timeout}
 * @param detail for the ledger and for administrators; safe to show
 */
public record RootFailure(Kind kind, String code, String detail) {

  /** Where the service got no token to ask with. */
  static final String NO_TOKEN = "no-token";

  /** The code where the service may not ask: its settings do not have the vault. */
  public static final String VAULT_NOT_ALLOWED = "vault-not-allowed";

  /**
   * What Freehold's vaults say of what decides about a key where something else wrote it. If that
   * was silence, anyone who writes their database could have the availability key stand in.
   */
  static final Set<String> REFUSED_ROWS = Set.of("VaultRowNotAuthentic", "VaultRowOutOfDate");

  /** The code of a refusal because the key or version is not there. */
  public static final String KEY_NOT_FOUND = "KeyNotFound";

  /** Tells whether the vault said that it has no such key or version. */
  public boolean isKeyNotFound() {
    return kind == Kind.REFUSED && code.equals(KEY_NOT_FOUND);
  }

  /**
   * Tells whether those who run the service or the vault have to find the cause: the vault could
   * not be asked, or its database was changed. It says nothing of the key, and its owners cannot
   * mend it.
   */
  public boolean isForOperators() {
    return kind == Kind.WRONG_ANSWER
        && (code.equals(NO_TOKEN) || code.equals(VAULT_NOT_ALLOWED) || REFUSED_ROWS.contains(code));
  }

  /**
   * The kinds of failure. They are never merged, because each has its own rule for the availability
   * key.
   */
  public enum Kind {
    /** The vault said no: permission removed, key disabled, deleted or expired. */
    REFUSED,
    /** Nobody can tell what the vault would have said: time-out, throttling, 5xx, network, TLS. */
    DID_NOT_ANSWER,
    /** The answer is not one that a sound vault gives, or the service may not ask there at all. */
    WRONG_ANSWER
  }
}
