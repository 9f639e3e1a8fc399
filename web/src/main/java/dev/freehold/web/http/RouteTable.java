package dev.freehold.web.http;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All routes of one listener, or of one host on it; the first that matches is taken. Thread-safe.
 *
 * @param <A> how the listener says who may
 * @param <H> what its handlers are
 */
public final class RouteTable<A, H> {

  private static final String GET = "GET";
  private static final String HEAD = "HEAD";

  private final List<Route<A, H>> routes;
  private final boolean hasHead;

  private RouteTable(List<Route<A, H>> routes, boolean hasHead) {
    this.routes = List.copyOf(routes);
    this.hasHead = hasHead;
  }

  /** A table of {@code routes}, in their order, and of no others. */
  public static <A, H> RouteTable<A, H> of(List<Route<A, H>> routes) {
    return new RouteTable<>(routes, false);
  }

  /**
   * A table of {@code routes}, in their order. {@code HEAD} needs and does what {@code GET} does;
   * the server leaves the body out.
   */
  public static <A, H> RouteTable<A, H> withHead(List<Route<A, H>> routes) {
    return new RouteTable<>(routes, true);
  }

  /** The routes, in their order. */
  public List<Route<A, H>> routes() {
    return routes;
  }

  /** What there is for a request. */
  public sealed interface Found<A, H> {

    /**
     * A route.
     *
     * @param route the route
     * @param parameters what stands in the path for its parameters
     */
    record Match<A, H>(Route<A, H> route, Map<String, String> parameters) implements Found<A, H> {}

    /**
     * Routes of this path, but for other methods.
     *
     * @param path the pattern of the last of them
     * @param methods their methods, as the header {@code Allow} names them (RFC 9110, section 10.2)
     */
    record OtherMethods<A, H>(PathPattern path, NavigableSet<String> methods)
        implements Found<A, H> {}

    /** Nothing. */
    record Nothing<A, H>() implements Found<A, H> {}
  }

  /**
   * Finds the route of a request.
   *
   * @param path the decoded segments of the path
   */
  public Found<A, H> find(String method, List<String> path) {
    String wanted = hasHead && method.equals(HEAD) ? GET : method;
    NavigableSet<String> methods = new TreeSet<>();
    PathPattern other = null;
    for (Route<A, H> route : routes) {
      Optional<Map<String, String>> parameters = route.path().match(path);
      if (parameters.isPresent()) {
        if (route.method().equals(wanted)) {
          return new Found.Match<>(route, parameters.get());
        }
        other = route.path();
        methods.add(route.method());
      }
    }
    if (other == null) {
      return new Found.Nothing<>();
    }
    if (hasHead && methods.contains(GET)) {
      methods.add(HEAD);
    }
    return new Found.OtherMethods<>(other, methods);
  }
}
