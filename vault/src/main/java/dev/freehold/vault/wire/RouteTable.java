package dev.freehold.vault.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All routes of one plane; the first that matches is taken.
 *
 * @param <C> the call
 * @param <P> the permission
 */
public final class RouteTable<C, P> {

  private final List<Route<C, P>> routes;

  /** A table of {@code routes}, in their order. */
  public RouteTable(List<Route<C, P>> routes) {
    this.routes = List.copyOf(routes);
  }

  /** The routes, in their order. */
  public List<Route<C, P>> routes() {
    return routes;
  }

  /**
   * A route that was found.
   *
   * @param route the route
   * @param parameters what stands in the path for its parameters
   */
  public record Match<C, P>(Route<C, P> route, Map<String, String> parameters) {}

  /**
   * Finds the route of a request.
   *
   * @throws WireError 405 if there is one for another method only, 404 if there is none
   */
  public Match<C, P> find(String method, List<String> path) {
    Optional<Route<C, P>> otherMethod = Optional.empty();
    for (Route<C, P> route : routes) {
      Optional<Map<String, String>> parameters = route.path().match(path);
      if (parameters.isPresent()) {
        if (route.method().equals(method)) {
          return new Match<>(route, parameters.get());
        }
        otherMethod = Optional.of(route);
      }
    }
    throw otherMethod
        .map(route -> wrongMethod(method, route))
        .orElseGet(() -> WireError.of(404, "NotFound", "The requested path was not found."));
  }

  private static <C, P> WireError wrongMethod(String method, Route<C, P> route) {
    String operation = route.path().lastLiteral();
    return WireError.of(
        405,
        "BadParameter",
        "Method %s does not allow operation '%s'".formatted(method, operation));
  }
}
