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

  /** The code where a vault does not accept who asks, and the clock of this node is wrong. */
  static final String CLOCK_WRONG = "clock-wrong";

  /** What vaults say to whom they do not know, in the body of the answer or by its status alone. */
  private static final Set<String> NOT_ACCEPTED = Set.of("Unauthorized", "http-401");

  /**
   * What vaults say to an address outside their network rules, and to one of the public network.
   */
  private static final Set<String> ADDRESS_REFUSED =
      Set.of("ForbiddenByFirewall", "ForbiddenByConnection");

  /** Tells whether the vault did not accept the identity or the token that asked. */
  boolean isOfIdentity() {
    return kind == Kind.REFUSED && NOT_ACCEPTED.contains(code);
  }

  /**
   * Tells whether the vault did not let in the address that asked, whoever it was. It may be closed
   * to everyone, or only not know of this node, so it says nothing of what others hear.
   */
  public boolean isOfAddress() {
    return kind == Kind.REFUSED && isOfAddress(code);
  }

  /** The same of the code of a refusal. */
  public static boolean isOfAddress(String code) {
    return ADDRESS_REFUSED.contains(code);
  }

  /** Tells whether the vault has answered, whatever it was: it did not if nobody asked it. */
  public boolean isAnAnswer() {
    return switch (kind) {
      case REFUSED -> true;
      case DID_NOT_ANSWER -> false;
      case WRONG_ANSWER -> !code.equals(NO_TOKEN) && !code.equals(VAULT_NOT_ALLOWED);
    };
  }

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
        && (code.equals(NO_TOKEN)
            || code.equals(VAULT_NOT_ALLOWED)
            || code.equals(CLOCK_WRONG)
            || REFUSED_ROWS.contains(code));
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
