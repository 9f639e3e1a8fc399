package dev.freehold.server.run;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenVerifier;
import dev.freehold.server.features.directory.Callers;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.ProblemException;
import java.net.URI;

/** Takes the built-in issuer's tokens for the REST API. Thread-safe. */
final class BearerTokens implements Authenticator {

  private final TokenVerifier verifier;
  private final Callers callers;

  /** Takes tokens of the issuer under its own name. */
  BearerTokens(DirectoryPart directory) {
    this(directory, directory.issuer().verifierFor(ApiAudience.RESOURCE));
  }

  /** Takes tokens of the issuer under the name of the address {@code own}. */
  BearerTokens(DirectoryPart directory, URI own) {
    this(
        directory, directory.issuer().named(new IssuerName(own)).verifierFor(ApiAudience.RESOURCE));
  }

  private BearerTokens(DirectoryPart directory, TokenVerifier verifier) {
    this.verifier = verifier;
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
