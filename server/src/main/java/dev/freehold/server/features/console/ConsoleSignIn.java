package dev.freehold.server.features.console;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.people.ShownCode;
import dev.freehold.custody.people.UserSignIns;
import dev.freehold.custody.secrets.OpaqueToken;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ReachedAddress;
import dev.freehold.server.login.OperatorPages;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.Optional;

/** Sign-in to the console by the authorization code flow of the built-in issuer, and leaving. */
final class ConsoleSignIn {

  /** Where a browser is sent that has no session. */
  static final String PATH = "/console/sign-in";

  /** The parameter of a browser that was sent here from another name of this server. */
  static final String MOVED = "moved";

  /** The parameter of somebody who wants to sign in as a person, whoever is signed in now. */
  static final String PERSON = "person";

  private final BrowserSessions sessions;
  private final UserSignIns signIns;
  private final RandomSource random;
  private final URI own;
  private final OperatorSignIn operators;

  ConsoleSignIn(
      BrowserSessions sessions,
      UserSignIns signIns,
      RandomSource random,
      URI own,
      OperatorSignIn operators) {
    this.sessions = sessions;
    this.signIns = signIns;
    this.random = random;
    this.own = own;
    this.operators = operators;
  }

  /**
   * {@code GET /console/sign-in?to=PAGE}. The issuer answers at the configured address alone, and
   * cookies are good at one host, so a browser that came by another name of this server goes there
   * first. It goes once: a proxy may have put the other name into the request.
   */
  void begin(Exchange exchange) {
    String page = exchange.query("to").orElse("/console");
    if (exchange.query(MOVED).isEmpty() && !ReachedAddress.of(exchange, own).equals(own)) {
      seeOther(exchange, own + PATH + "?to=" + RequestUri.encode(page) + "&" + MOVED + "=true");
      return;
    }
    BegunSignIn begun = BegunSignIn.of(random, page);
    exchange.setHeader("Set-Cookie", SessionCookie.signIn(begun.cookie()));
    boolean isOperator = exchange.query(PERSON).isEmpty() && operators.isWanted(exchange);
    seeOther(exchange, isOperator ? OperatorPages.PATH : begun.issuersPage(own));
  }

  /** {@code GET /console/signed-in?code=CODE&state=STATE}. */
  void finish(Exchange exchange) {
    Optional<BegunSignIn> begun =
        SessionCookie.signInOf(exchange.header("Cookie"))
            .flatMap(BegunSignIn::parse)
            .filter(known -> known.isOf(exchange.query("state").orElse("")));
    Optional<OpaqueToken> session =
        begun.flatMap(
            known -> exchange.query("code").flatMap(code -> redeem(exchange, known, code)));
    if (session.isEmpty()) {
      // Whoever came without their own sign-in, or too late, begins again.
      seeOther(exchange, "/console");
      return;
    }
    enter(exchange, sessions, session.get(), begun.get().page());
  }

  /**
   * Lets the browser go on with a session at a page. Who signs in again, such as for an act that
   * needs it, leaves no second session open.
   */
  static void enter(Exchange exchange, BrowserSessions sessions, OpaqueToken session, String page) {
    SessionCookie.in(exchange.header("Cookie")).ifPresent(sessions::end);
    exchange.setHeader("Set-Cookie", SessionCookie.session(session.text()));
    seeOther(exchange, page);
  }

  private Optional<OpaqueToken> redeem(Exchange exchange, BegunSignIn begun, String code) {
    ShownCode shown =
        new ShownCode(
            code,
            PublicClient.CONSOLE_APP_ID.toString(),
            own + PublicClient.CONSOLE_REDIRECT_PATH,
            begun.verifier());
    try {
      return Optional.of(
          signIns.consoleCode(shown, exchange.remoteAddress(), Browser.name(exchange)));
    } catch (CustodyException refused) {
      if (refused.error() == CustodyError.GRANT_INVALID) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Ends the session of the browser. */
  void end(Exchange exchange) {
    SessionCookie.in(exchange.header("Cookie")).ifPresent(sessions::end);
    exchange.setHeader("Set-Cookie", SessionCookie.noSession());
    seeOther(exchange, PATH);
  }

  static void seeOther(Exchange exchange, String location) {
    exchange.setHeader("Location", location);
    exchange.reply(303);
  }
}
