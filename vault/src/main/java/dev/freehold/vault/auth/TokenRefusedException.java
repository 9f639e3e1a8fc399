package dev.freehold.vault.auth;

/**
 * This vault does not accept a token. The message goes to the caller, and never quotes the token.
 */
public final class TokenRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** States why, in the protocol's words. */
  public TokenRefusedException(String message) {
    super(message);
  }
}
