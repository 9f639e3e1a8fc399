package dev.freehold.server.http;

import dev.freehold.custody.identity.Caller;
import dev.freehold.web.http.ProblemException;

/** Finds the caller that a token belongs to. */
@FunctionalInterface
public interface Authenticator {

  /**
   * The caller whose token this is, if and only if it is valid now for this API and the caller has
   * the standing.
   *
   * @param standing {@link Standing#TOKEN} or {@link Standing#CURRENT}; for the latter the roles of
   *     the caller are those of the token that it still has
   * @throws ProblemException with status 401 otherwise, the same for every reason
   */
  Caller authenticate(String token, Standing standing);
}
