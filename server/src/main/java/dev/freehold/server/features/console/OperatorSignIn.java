package dev.freehold.server.features.console;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.people.OperatorAnswer;
import dev.freehold.custody.people.OperatorSignIns;
import dev.freehold.custody.sessions.BrowserSession;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.login.FormOrigin;
import dev.freehold.server.login.OperatorPages;
import dev.freehold.server.login.Page;
import java.net.URI;
import java.util.Optional;

/**
 * The pages where an operator signs in to the console. The browser shows a code and keeps a secret
 * in a cookie; the operator approves the code elsewhere; the browser goes on with its secret. A
 * code that was planted in another browser, or shown to another person, is worth nothing there.
 */
final class OperatorSignIn {

  private final OperatorSignIns signIns;
  private final BrowserSessions sessions;
  private final URI own;

  OperatorSignIn(OperatorSignIns signIns, BrowserSessions sessions, URI own) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.own = own;
  }

  /** Whether the browser has a session of an operator, who signs in here once more. */
  boolean isWanted(Exchange exchange) {
    return SessionCookie.in(exchange.header("Cookie"))
        .flatMap(sessions::findWithoutUse)
        .map(BrowserSession::factors)
        .filter(SignInFactors.CODE::equals)
        .isPresent();
  }

  /** {@code GET /console/operator-sign-in}. */
  void show(Exchange exchange) {
    reply(
        exchange,
        waiting(exchange)
            .filter(known -> signIns.isOpen(known.secret()))
            .map(known -> OperatorPages.waiting(known.code()))
            .orElseGet(OperatorPages::begin));
  }

  /** {@code POST /console/operator-sign-in}: asks for a code, or goes on with it. */
  void submit(Exchange exchange) {
    FormOrigin origin = FormOrigin.of(exchange, own);
    String action = exchange.form().field(OperatorPages.ACTION).orElse("");
    if (!origin.isOwn()) {
      reply(exchange, OperatorPages.begin(403, "Another site sent you here. Begin by yourself."));
    } else if (action.equals(OperatorPages.SHOW)) {
      begin(exchange);
    } else {
      goOn(exchange);
    }
  }

  private void begin(Exchange exchange) {
    try {
      WaitingCode made = WaitingCode.of(signIns.begin(exchange.remoteAddress()));
      exchange.setHeader("Set-Cookie", SessionCookie.operator(made.cookie()));
      ConsoleSignIn.seeOther(exchange, OperatorPages.PATH);
    } catch (CustodyException refused) {
      reply(exchange, OperatorPages.begin(refused));
    }
  }

  private void goOn(Exchange exchange) {
    Optional<WaitingCode> waiting = waiting(exchange);
    if (waiting.isEmpty()) {
      reply(exchange, OperatorPages.begin(400, "This browser has no code. Ask for one."));
      return;
    }
    switch (signIns.ask(waiting.get().secret(), exchange.remoteAddress(), Browser.name(exchange))) {
      case OperatorAnswer.Waiting _ -> reply(exchange, OperatorPages.notYet(waiting.get().code()));
      case OperatorAnswer.Declined _ ->
          reply(exchange, OperatorPages.begin(400, "The operator declined this code."));
      case OperatorAnswer.Over _ ->
          reply(
              exchange,
              OperatorPages.begin(
                  400, "The code is over: it is good for 10 minutes, once. Ask for another."));
      case OperatorAnswer.SignedIn done ->
          ConsoleSignIn.enter(exchange, sessions, done.session(), page(exchange));
    }
  }

  /** The page for which the browser was sent to sign in. */
  private static String page(Exchange exchange) {
    return SessionCookie.signInOf(exchange.header("Cookie"))
        .flatMap(BegunSignIn::parse)
        .map(BegunSignIn::page)
        .orElse("/console");
  }

  private static Optional<WaitingCode> waiting(Exchange exchange) {
    return SessionCookie.operatorOf(exchange.header("Cookie")).flatMap(WaitingCode::parse);
  }

  private static void reply(Exchange exchange, Page page) {
    page.headers().forEach(exchange::setHeader);
    exchange.reply(page.status(), Page.MEDIA_TYPE, page.bytes());
  }
}
