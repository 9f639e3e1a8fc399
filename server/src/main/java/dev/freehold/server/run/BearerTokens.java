package dev.freehold.server.run;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.TokenVerifier;
import dev.freehold.server.api.ApiAudience;
import dev.freehold.server.directory.Callers;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.ProblemException;

/** Takes the built-in issuer's tokens for the REST API. Thread-safe. */
final class BearerTokens implements Authenticator {

  private final TokenVerifier verifier;
  private final Callers callers;

  BearerTokens(DirectoryPart directory) {
    this.verifier = directory.issuer().verifierFor(ApiAudience.RESOURCE);
    this.callers = new Callers(directory.identities().standings());
  }

  @Override
  public Caller authenticate(String token, Standing standing) {
    Caller bearer = verified(token);
    return switch (standing) {
      case ANYONE, TOKEN -> bearer;
      case CURRENT -> callers.current(bearer);
    };
  }

  private Caller verified(String token) {
    try {
      return verifier.verify(token);
    } catch (CustodyException refused) {
      throw ProblemException.unauthenticated();
    }
  }
}
