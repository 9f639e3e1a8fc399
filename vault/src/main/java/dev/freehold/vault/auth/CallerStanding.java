package dev.freehold.vault.auth;

/**
 * Tells whether the owners of tokens still exist, and in which groups they are. A token lives for
 * up to an hour; only its issuer knows what has changed since. Thread-safe.
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

  /**
   * The caller with the groups that it is in now; asked for every request too.
   *
   * @throws dev.freehold.persistence.PersistenceException if that cannot be found out
   */
  default TokenCaller withGroups(TokenCaller caller) {
    return caller;
  }
}
