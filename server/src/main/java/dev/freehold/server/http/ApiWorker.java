package dev.freehold.server.http;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.FairGate;
import dev.freehold.custody.identity.Caller;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.web.http.EmptyBody;
import dev.freehold.web.http.Gate;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable.Found;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.net.KnownNetworks;
import dev.freehold.web.net.PeerNetworks;
import java.util.Optional;

/**
 * Lets a request of the REST API to its handler: by the token, standing and role of its caller, and
 * by the length of its body. Thread-safe.
 *
 * @param authenticator says whose tokens they are
 * @param known learns from where those with good tokens come
 * @param turns lets tenants take turns, and strangers by the network that they come from
 */
record ApiWorker(Authenticator authenticator, KnownNetworks known, FairGate turns)
    implements Gate.Worker<Admission, Handler> {

  private static final String BEARER = "Bearer ";

  @Override
  public void work(
      Found.Match<Admission, Handler> match,
      RequestUri uri,
      WebRequest request,
      WebResponse response)
      throws Exception {
    Route<Admission, Handler> route = match.route();
    Optional<Caller> caller = authenticate(route.access(), request);
    try (FairGate.Place _ = turns.enter(share(caller, request))) {
      checkBody(route, request);
      Exchange exchange = new Exchange(request, response, uri.query(), match, caller);
      ActOrigin.<Void, Exception>call(
          request.remoteAddress(),
          () -> {
            route.handler().handle(exchange);
            return null;
          });
      exchange.send();
    } catch (BusyException busy) {
      throw RequestRefusedException.busy();
    }
  }

  /** Whose turn it is, and whose memory its body takes. */
  private Object share(Optional<Caller> caller, WebRequest request) {
    if (caller.isEmpty()) {
      return PeerNetworks.of(request.remoteAddress());
    }
    known.remember(request.remoteAddress());
    Object tenant = caller.get().tenantId();
    request.isFrom(tenant);
    return tenant;
  }

  private Optional<Caller> authenticate(Admission admission, WebRequest request) {
    Standing standing = admission.standing();
    return switch (standing) {
      case ANYONE -> Optional.empty();
      case BROWSER -> authenticator.ofBrowser(request);
      case TOKEN, CURRENT -> {
        Caller caller = authenticator.authenticate(token(request), standing);
        if (!admission.admits(caller.roles())) {
          throw ProblemException.forbidden();
        }
        if (admission.isFresh()) {
          authenticator.requireFresh(caller);
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
