package dev.freehold.custody.roots;

/**
 * Why a vault did not do what it was asked.
 *
 * @param kind what the failure says about the vault owner's will
 * @param code a stable code, such as {@code KeyDisabled} or {@code timeout}
 * @param detail for the ledger and for administrators; safe to show
 */
public record RootFailure(Kind kind, String code, String detail) {

  /** The code of a refusal because the key or version is not there. */
  public static final String KEY_NOT_FOUND = "KeyNotFound";

  /** Tells whether the vault said that it has no such key or version. */
  public boolean isKeyNotFound() {
    return kind == Kind.REFUSED && code.equals(KEY_NOT_FOUND);
  }

  /** The kinds that are never merged, because the rules for the availability key differ. */
  public enum Kind {
    /** The vault said no: permission removed, key disabled, deleted or expired. */
    REFUSED,
    /** Nobody can tell what the vault would have said: time-out, throttling, 5xx, network, TLS. */
    DID_NOT_ANSWER,
    /** The answer is not one that a sound vault gives, or the service may not ask there at all. */
    WRONG_ANSWER
  }
}
