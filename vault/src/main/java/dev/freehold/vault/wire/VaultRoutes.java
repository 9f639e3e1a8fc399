package dev.freehold.vault.wire;

import dev.freehold.vault.VaultLimits;
import dev.freehold.web.http.Deadlines;
import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.RouteTable;
import dev.freehold.web.http.RouteTable.Found;
import java.util.List;
import java.util.NavigableSet;

/** Makes routes of the vaults' planes, whose paths match without regard to case. */
public final class VaultRoutes {

  private VaultRoutes() {}

  /**
   * A route.
   *
   * @param access the permission that the caller must hold
   * @param maxBodyBytes the largest body, 0 for none
   */
  public static <A, C> Route<A, CallHandler<C>> of(
      String method,
      String path,
      String operation,
      A access,
      int maxBodyBytes,
      CallHandler<C> handler) {
    return new Route<>(
        method,
        PathPattern.lenient(path),
        operation,
        access,
        maxBodyBytes,
        VaultLimits.REQUEST_TIMEOUT,
        handler);
  }

  /**
   * Does the work behind a route within its time.
   *
   * @throws WireError 503 if it takes longer, or what the handler throws
   */
  public static <A, C> Answer handle(Deadlines deadlines, Route<A, CallHandler<C>> route, C call) {
    try (Deadlines.Deadline deadline = deadlines.start(route.timeout())) {
      try {
        return route.handler().handle(call);
      } catch (RuntimeException failure) {
        if (deadline.isExpired()) {
          WireError late = WireError.timedOut();
          late.addSuppressed(failure);
          throw late;
        }
        throw failure;
      }
    }
  }

  /**
   * Finds the route of a request.
   *
   * @throws WireError 405 if there is one for another method only, 404 if there is none
   */
  public static <A, C> Found.Match<A, CallHandler<C>> find(
      RouteTable<A, CallHandler<C>> routes, String method, List<String> path) {
    return switch (routes.find(method, path)) {
      case Found.Match<A, CallHandler<C>> match -> match;
      case Found.OtherMethods<A, CallHandler<C>>(PathPattern other, NavigableSet<String> methods) ->
          throw WireError.wrongMethod(method, other.lastLiteral(), methods);
      case Found.Nothing<A, CallHandler<C>> _ ->
          throw WireError.of(404, "NotFound", "The requested path was not found.");
    };
  }
}
