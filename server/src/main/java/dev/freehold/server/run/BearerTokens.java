package dev.freehold.server.run;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Standings;
import dev.freehold.custody.passkeys.FreshSignIns;
import dev.freehold.custody.passkeys.PasswordAlone;
import dev.freehold.custody.sessions.BrowserSession;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.tokens.IssuerName;
import dev.freehold.custody.tokens.TokenVerifier;
import dev.freehold.server.features.console.SessionCookie;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Standing;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Takes the built-in issuer's tokens for the REST API. A token lives for up to an hour; the person
 * who was deleted, disabled or demoted in that time must not act by it. Thread-safe.
 */
final class BearerTokens implements Authenticator {

  private final TokenVerifier verifier;
  private final Standings standings;
  private final BrowserSessions sessions;
  private final FreshSignIns fresh;
  private final PasswordAlone passwordAlone;

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
    this.standings = directory.identities().standings();
    this.sessions = directory.sessions();
    this.fresh = directory.factors().fresh();
    this.passwordAlone = directory.factors().passwordAlone();
  }

  @Override
  public Caller authenticate(String token, Standing standing) {
    Caller bearer = verified(token);
    return switch (standing) {
      case ANYONE, BROWSER, TOKEN -> bearer;
      case CURRENT -> {
        Caller current = standings.current(bearer).orElseThrow(ProblemException::unauthenticated);
        if (!passwordAlone.isEnough(current)) {
          throw stepUpNeeded();
        }
        yield current;
      }
    };
  }

  @Override
  public Optional<Caller> ofBrowser(WebRequest request) {
    return SessionCookie.in(request.header("Cookie"))
        .flatMap(
            shown ->
                SessionCookie.isByItself(request)
                    ? sessions.findWithoutUse(shown)
                    : sessions.find(shown))
        .flatMap(this::current);
  }

  @Override
  public Optional<Caller> ofSession(String shown) {
    return sessions.findWithoutUse(shown).flatMap(this::current);
  }

  private Optional<Caller> current(BrowserSession session) {
    return standings
        .identity(session.tenantId(), session.objectId(), session.signOuts())
        .map(session::caller);
  }

  @Override
  public void requireFresh(Caller caller) {
    if (!fresh.isFresh(caller)) {
      throw stepUpNeeded();
    }
  }

  private static ProblemException stepUpNeeded() {
    return ProblemException.stepUpNeeded(CustodyLimits.FRESH_SIGN_IN_AGE);
  }

  private Caller verified(String token) {
    try {
      return verifier.verify(token);
    } catch (CustodyException refused) {
      throw ProblemException.unauthenticated();
    }
  }
}
