package dev.freehold.web.http;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All routes of one listener, or of one host on it; the first that matches is used. Thread-safe.
 *
 * @param <A> how the listener says who may
 * @param <H> what its handlers are
 */
public final class RouteTable<A, H> {

  private static final String GET = "GET";
  private static final String HEAD = "HEAD";

  private final List<Route<A, H>> routes;
  private final Function<WebRequest, RequestUri> paths;
  private final boolean hasHead;

  private RouteTable(
      List<Route<A, H>> routes, Function<WebRequest, RequestUri> paths, boolean hasHead) {
    this.routes = List.copyOf(routes);
    this.paths = paths;
    this.hasHead = hasHead;
  }

  /** A table of {@code routes}, in their order; a slash too much in a path makes another path. */
  public static <A, H> RouteTable<A, H> exact(List<Route<A, H>> routes) {
    return new RouteTable<>(routes, RequestUri::exact, false);
  }

  /** The same, for clients whose paths have slashes too many at the start or the end. */
  public static <A, H> RouteTable<A, H> lenient(List<Route<A, H>> routes) {
    return new RouteTable<>(routes, RequestUri::parse, false);
  }

  /**
   * The same where {@code HEAD} needs and does what {@code GET} does; the server leaves the body
   * out.
   */
  public RouteTable<A, H> withHead() {
    return new RouteTable<>(routes, paths, true);
  }

  /** The routes, in their order. */
  public List<Route<A, H>> routes() {
    return routes;
  }

  /** The result of looking for a request's route. */
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
   * Reads what a request's line and headers say.
   *
   * @throws RequestRefusedException MALFORMED if that is not possible, or if it says something
   *     twice
   */
  public RequestUri uri(WebRequest request) {
    return paths.apply(request);
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
