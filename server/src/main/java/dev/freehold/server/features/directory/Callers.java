package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Standings;
import dev.freehold.web.http.ProblemException;

/**
 * Checks that callers still are what their token says. A token lives for up to an hour; a person
 * who was deleted, disabled or demoted in that time must not act by it. Thread-safe.
 */
public final class Callers {

  private final Standings standings;

  /** Asks {@code standings}. */
  public Callers(Standings standings) {
    this.standings = standings;
  }

  /**
   * The caller with the roles of the token that it still has.
   *
   * @throws ProblemException with status 401 if it is gone or disabled, or has signed out
   *     everywhere
   */
  public Caller current(Caller caller) {
    return standings.current(caller).orElseThrow(ProblemException::unauthenticated);
  }

  /**
   * Makes sure in the course of long work that the caller is what it was at the beginning.
   *
   * @throws ProblemException with status 401 as above, 403 if it has lost a role
   */
  public void requireUnchanged(Caller caller) {
    if (!current(caller).roles().equals(caller.roles())) {
      throw ProblemException.forbidden();
    }
  }
}
