package dev.freehold.vault.auth;

/**
 * Whether those who bring a token still are there. A token lives for up to an hour; only its issuer
 * knows who left meanwhile. Thread-safe.
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
