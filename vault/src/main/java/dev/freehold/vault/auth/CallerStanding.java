package dev.freehold.vault.auth;

/**
 * Tells whether the owners of tokens still exist. A token lives for up to an hour; only its issuer
 * knows who has left since. Thread-safe.
 */
@FunctionalInterface
public interface CallerStanding {

  /** For issuers that cannot be asked: a token counts until it expires. */
  CallerStanding OF_ANY_TOKEN = _ -> true;

  /**
   * Whether the caller is there, enabled, and has not signed out everywhere since the token was
   * made; asked for every request, also where the token was verified before.
   *
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  boolean isCurrent(TokenCaller caller);
}
