package dev.freehold.server.http;

import dev.freehold.custody.identity.Caller;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import dev.freehold.web.http.RouteTable.Found;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API for parts of this process that ask on behalf of a person who was identified already.
 * Roles, bounds, the ledger and problems are those of a request from outside; turns are not taken
 * again, because the request from outside that asks here has one. Thread-safe.
 */
public final class InnerApi {

  private static final Logger LOG = LoggerFactory.getLogger(InnerApi.class);

  private final RouteTable<Admission, Handler> routes;
  private final Authenticator authenticator;

  /**
   * Answers at these routes.
   *
   * @param authenticator knows who signed in a short while ago
   */
  public InnerApi(List<Route<Admission, Handler>> routes, Authenticator authenticator) {
    this.routes = RouteTable.exact(routes);
    this.authenticator = authenticator;
  }

  /**
   * A request.
   *
   * @param path percent-encoded
   * @param query percent-encoded, without its question mark
   * @param body the JSON, if there is any
   * @param address where the request from outside comes from
   */
  public record Ask(
      String method, String path, String query, Optional<byte[]> body, String address) {

    /** Never shows the body. */
    @Override
    public String toString() {
      return "Ask[" + method + " " + path + "]";
    }
  }

  /** What came of it. */
  public sealed interface Result {

    /** It was done. */
    @SuppressWarnings("ArrayRecordComponent") // Lives until it is shown, and is never compared.
    record Done(int status, Map<String, String> headers, byte[] bytes) implements Result {}

    /** It was refused, or failed. */
    record Refused(Problem problem) implements Result {}
  }

  /** Whether the caller's roles let a request of this method and path through. */
  public boolean allows(Caller caller, String method, String path) {
    return routes.find(method, RequestUri.parse(path, "").segments())
            instanceof Found.Match<Admission, Handler> match
        && admits(match.route().access(), caller);
  }

  private static boolean admits(Admission access, Caller caller) {
    return switch (access.standing()) {
      case ANYONE, BROWSER -> true;
      case TOKEN, CURRENT -> access.admits(caller.roles());
    };
  }

  /** Why a caller has to sign in again before what destroys or grants; empty if not. */
  public Optional<Problem> needsSignIn(Caller caller) {
    try {
      authenticator.requireFresh(caller);
      return Optional.empty();
    } catch (ProblemException stale) {
      return Optional.of(stale.problem());
    }
  }

  /** Asks; every failure is a {@link Result.Refused}. */
  public Result ask(Caller caller, Ask ask) {
    try {
      return answer(caller, ask);
    } catch (Exception failure) {
      Problem problem = problem(failure);
      if (problem.status() >= 500) {
        LOG.atWarn()
            .addKeyValue("code", problem.code())
            .setCause(problem.isUnexpected() ? failure : null)
            .log("a request from within failed: {}", problem.detail());
      }
      return new Result.Refused(problem);
    }
  }

  /** The deadline of the request from outside interrupts this thread; what fails then is late. */
  private static Problem problem(Exception failure) {
    boolean isLate =
        failure instanceof InterruptedException || Thread.currentThread().isInterrupted();
    return isLate ? ProblemException.timedOut().problem() : Problems.of(failure);
  }

  private Result answer(Caller caller, Ask ask) throws Exception {
    RequestUri uri = RequestUri.parse(ask.path, ask.query);
    if (!(routes.find(ask.method, uri.segments())
        instanceof Found.Match<Admission, Handler> match)) {
      throw ProblemException.notFound();
    }
    Route<Admission, Handler> route = match.route();
    if (!admits(route.access(), caller)) {
      throw ProblemException.forbidden();
    }
    if (route.access().isFresh()) {
      authenticator.requireFresh(caller);
    }
    if (ask.body.map(bytes -> bytes.length).orElse(0) > route.maxBodyBytes()) {
      throw ProblemException.bodyTooLarge(route.maxBodyBytes());
    }
    InnerResponse response = new InnerResponse();
    Exchange exchange =
        new Exchange(new InnerRequest(ask), response, uri.query(), match, Optional.of(caller));
    route.handler().handle(exchange);
    exchange.send();
    return response.result();
  }
}
