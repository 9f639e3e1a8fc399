package dev.freehold.server.http;

import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;

/** Makes routes of the REST API. */
public final class ApiRoute {

  private ApiRoute() {}

  /**
   * A route, see {@link Route}.
   *
   * @param operation what it does, in a few words: the name in documents
   * @param maxBodyBytes the largest body; 0 for routes that take none, or an empty JSON object
   * @param admission who may come, and what is found out about them first
   * @param shape what its requests and answers look like
   */
  public static Route<Admission, Handler> of(
      String operation,
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler,
      Shape.Part... shape) {
    return new Route<>(
        method,
        PathPattern.of(path),
        operation,
        admission,
        maxBodyBytes,
        timeout,
        new ShapedHandler(handler, new Shape(List.of(shape))));
  }

  /** The same for a path that clients spell in several ways, see {@link PathPattern#lenient}. */
  public static Route<Admission, Handler> lenient(
      String operation,
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler) {
    return new Route<>(
        method, PathPattern.lenient(path), operation, admission, maxBodyBytes, timeout, handler);
  }

  /** The same route with {@code work} around what it does. */
  public static Route<Admission, Handler> around(Route<Admission, Handler> route, Handler work) {
    return route.with(new ShapedHandler(work, route.handler().shape()));
  }
}
