package dev.freehold.server.http;

import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes routes of the REST API. */
public final class ApiRoute {

  /** The largest body of a route that takes none. */
  public static final long NO_BODY = 0;

  private ApiRoute() {}

  /** A route that reads, and is soon done. */
  public static Route<Admission, Handler> get(
      String operation, String path, Admission admission, Handler handler, Shape.Part... shape) {
    return of(operation, "GET", path, NO_BODY, SHORT_REQUEST, admission, handler, shape);
  }

  /** A route that takes JSON of the usual size, or nothing, and is soon done. */
  public static Route<Admission, Handler> post(
      String operation, String path, Admission admission, Handler handler, Shape.Part... shape) {
    return json(operation, "POST", path, admission, handler, shape);
  }

  /** The same with the method PUT. */
  public static Route<Admission, Handler> put(
      String operation, String path, Admission admission, Handler handler, Shape.Part... shape) {
    return json(operation, "PUT", path, admission, handler, shape);
  }

  /** The same with the method PATCH. */
  public static Route<Admission, Handler> patch(
      String operation, String path, Admission admission, Handler handler, Shape.Part... shape) {
    return json(operation, "PATCH", path, admission, handler, shape);
  }

  /** A route that deletes, and is soon done. */
  public static Route<Admission, Handler> delete(
      String operation, String path, Admission admission, Handler handler, Shape.Part... shape) {
    return of(operation, "DELETE", path, NO_BODY, SHORT_REQUEST, admission, handler, shape);
  }

  private static Route<Admission, Handler> json(
      String operation,
      String method,
      String path,
      Admission admission,
      Handler handler,
      Shape.Part... shape) {
    return of(
        operation, method, path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler, shape);
  }

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

  /** The same route with something around what it does. */
  public static Route<Admission, Handler> around(
      Route<Admission, Handler> route, UnaryOperator<Handler> around) {
    Handler handler = route.handler();
    Handler work = handler instanceof ShapedHandler shaped ? shaped.work() : handler;
    return route.with(new ShapedHandler(around.apply(work), handler.shape()));
  }
}
