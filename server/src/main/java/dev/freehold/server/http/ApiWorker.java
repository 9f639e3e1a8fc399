package dev.freehold.server.http;

import dev.freehold.custody.identity.Caller;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.web.http.EmptyBody;
import dev.freehold.web.http.Gate;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable.Found;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import java.util.Optional;

/**
 * Lets a request of the REST API to its handler: by the token, standing and role of its caller, and
 * by the length of its body. Thread-safe.
 *
 * @param authenticator says whose tokens they are
 */
record ApiWorker(Authenticator authenticator) implements Gate.Worker<Admission, Handler> {

  private static final String BEARER = "Bearer ";

  @Override
  public void work(Found.Match<Admission, Handler> match, WebRequest request, WebResponse response)
      throws Exception {
    Route<Admission, Handler> route = match.route();
    Optional<Caller> caller = authenticate(route.access(), request);
    checkBody(route, request);
    Exchange exchange = new Exchange(request, response, match.parameters(), caller, route);
    ActOrigin.<Void, Exception>call(
        request.remoteAddress(),
        () -> {
          route.handler().handle(exchange);
          return null;
        });
    exchange.send();
  }

  private Optional<Caller> authenticate(Admission admission, WebRequest request) {
    Standing standing = admission.standing();
    return switch (standing) {
      case ANYONE -> Optional.empty();
      case TOKEN, CURRENT -> {
        Caller caller = authenticator.authenticate(token(request), standing);
        if (!admission.admits(caller.roles())) {
          throw ProblemException.forbidden();
        }
        yield Optional.of(caller);
      }
    };
  }

  private static String token(WebRequest request) {
    return request
        .header("Authorization")
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()))
        .orElseThrow(ProblemException::unauthenticated);
  }

  private static void checkBody(Route<Admission, Handler> route, WebRequest request) {
    if (route.maxBodyBytes() == 0) {
      EmptyBody.require(request);
    } else if (request.bodyLength() > route.maxBodyBytes()) {
      throw RequestRefusedException.bodyTooLong(route.maxBodyBytes());
    }
  }
}
