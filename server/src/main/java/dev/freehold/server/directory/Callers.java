package dev.freehold.server.directory;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.server.http.ProblemException;

/**
 * Whether those who show a token are still who it says. A token lives for up to an hour; whoever
 * was deleted in that time must not make themselves another way in. Thread-safe.
 */
public final class Callers {

  private final Identities identities;

  /** Looks among {@code identities}. */
  public Callers(Identities identities) {
    this.identities = identities;
  }

  /**
   * The caller, if the identity exists and has every role that the token has.
   *
   * @throws ProblemException with status 401 if it is gone, 403 if it has lost a role
   */
  public Caller requireCurrent(Caller caller) {
    Identity identity =
        identities
            .find(caller.tenantId(), caller.objectId())
            .orElseThrow(ProblemException::unauthenticated);
    if (!identity.roles().containsAll(caller.roles())) {
      throw ProblemException.forbidden();
    }
    return caller;
  }
}
