package dev.freehold.server.http;

import dev.freehold.crypto.work.FairGate;
import dev.freehold.custody.faults.FaultCounts;
import dev.freehold.web.WebLimits;
import dev.freehold.web.http.Gate;
import dev.freehold.web.http.LogTurns;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestMetrics;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import dev.freehold.web.http.SharedBounds;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * Makes the gates that requests pass before routes of the REST API, on every listener that has such
 * routes.
 */
public final class ApiGate {

  private ApiGate() {}

  /**
   * The gate of the API itself.
   *
   * @param routes what may be asked
   * @param authenticator says who asks
   * @param registry counts and times
   * @param shared what all listeners of the process have together
   * @param maxRequests how many requests are worked on at a time
   */
  static Gate<Admission, Handler> of(
      List<Route<Admission, Handler>> routes,
      Authenticator authenticator,
      MeterRegistry registry,
      SharedBounds shared,
      int maxRequests) {
    FaultCounts faults = new FaultCounts("api", registry, new LogTurns()::take);
    return new Gate<>(
        RouteTable.exact(routes).withHead(),
        new ApiWorker(authenticator, shared.known(), turns(maxRequests)),
        failure -> {
          faults.told(failure);
          return Problems.of(failure);
        },
        new RequestMetrics(registry),
        shared.refusals());
  }

  /**
   * The gate of a login host, with the same parameters. Its clients spell paths in several ways.
   * What it does not expect it answers with a 503: a client that waits for a token tries again.
   */
  public static Gate<Admission, Handler> ofLogin(
      List<Route<Admission, Handler>> routes,
      Authenticator authenticator,
      MeterRegistry registry,
      SharedBounds shared,
      int maxRequests) {
    return new Gate<>(
        RouteTable.lenient(routes),
        new ApiWorker(authenticator, shared.known(), turns(maxRequests)),
        ApiGate::ofLogin,
        new RequestMetrics(registry),
        shared.refusals());
  }

  private static FairGate turns(int maxRequests) {
    return new FairGate(
        "the service",
        new FairGate.Bounds(
            maxRequests,
            Math.ceilDiv(maxRequests, WebLimits.REQUEST_PARTS_OF_SHARE),
            WebLimits.MAX_WAITING_REQUESTS_OF_SHARE,
            WebLimits.MAX_WAITING_REQUESTS,
            WebLimits.MAX_REQUEST_WAIT));
  }

  private static Problem ofLogin(Exception failure) {
    Problem problem = Problems.of(failure);
    return problem.isUnexpected() ? new Problem(503, problem.code(), problem.detail()) : problem;
  }
}
