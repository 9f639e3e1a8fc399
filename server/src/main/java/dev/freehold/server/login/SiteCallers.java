package dev.freehold.server.login;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.IssuerName;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.server.api.ApiAudience;
import dev.freehold.server.directory.Callers;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.Collections;
import java.util.Set;

/** Who asks the login host of vaults that run alone, by the token that is shown. Thread-safe. */
public final class SiteCallers {

  private static final String BEARER = "Bearer ";

  private final TokenIssuer issuer;
  private final Callers callers;

  /**
   * @param issuer whose tokens are shown
   * @param callers tells who there still is
   */
  public SiteCallers(TokenIssuer issuer, Callers callers) {
    this.issuer = issuer;
    this.callers = callers;
  }

  /**
   * Whoever has a token and is still there, with those of its roles that are left.
   *
   * @throws ProblemException with status 401 if there is no valid token or its owner has no
   *     standing any more
   */
  Caller current(WebRequest request, URI own) {
    String token =
        request
            .header("Authorization")
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()))
            .orElseThrow(ProblemException::unauthenticated);
    return callers.current(
        issuer.named(new IssuerName(own)).verifierFor(ApiAudience.RESOURCE).verify(token));
  }

  /**
   * The same with one of the roles.
   *
   * @throws ProblemException with status 401 as above, 403 if the roles are others
   */
  Caller current(WebRequest request, URI own, Set<Role> roles) {
    return require(current(request, own), roles);
  }

  /**
   * The caller, who has one of the roles.
   *
   * @throws ProblemException with status 403 if it has not
   */
  static Caller require(Caller caller, Set<Role> roles) {
    if (Collections.disjoint(caller.roles(), roles)) {
      throw ProblemException.forbidden();
    }
    return caller;
  }
}
