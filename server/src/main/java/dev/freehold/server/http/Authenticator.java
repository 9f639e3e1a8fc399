package dev.freehold.server.http;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import java.util.Optional;

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

  /**
   * The person whose session a browser shows, with the roles of now; empty if it shows none that is
   * open. Only listeners with pages know sessions.
   *
   * @param request of the browser
   */
  default Optional<Caller> ofBrowser(WebRequest request) {
    return Optional.empty();
  }

  /**
   * The same for a session that a browser showed before. It is not used by that: it ends no later.
   *
   * @param shown what the browser showed
   */
  default Optional<Caller> ofSession(String shown) {
    return Optional.empty();
  }

  /**
   * Makes sure that a caller who was found signed in a short while ago, with the second factor if
   * the caller has one or the tenant requires it. One that does not know lets nobody pass.
   *
   * @throws ProblemException with status 401 and the code {@code step-up-needed} otherwise
   */
  default void requireFresh(Caller caller) {
    throw ProblemException.stepUpNeeded(CustodyLimits.FRESH_SIGN_IN_AGE);
  }
}
