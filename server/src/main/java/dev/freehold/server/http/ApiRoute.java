package dev.freehold.server.http;

import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.Route;
import java.time.Duration;

/** Makes routes of the REST API. */
public final class ApiRoute {

  private ApiRoute() {}

  /**
   * A route, see {@link Route}.
   *
   * @param maxBodyBytes the largest body; 0 for routes that take none, or an empty JSON object
   * @param admission who may come, and what is found out about them first
   */
  public static Route<Admission, Handler> of(
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler) {
    return of(method, PathPattern.of(path), maxBodyBytes, timeout, admission, handler);
  }

  /** The same for a path that clients spell in several ways, see {@link PathPattern#lenient}. */
  public static Route<Admission, Handler> lenient(
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler) {
    return of(method, PathPattern.lenient(path), maxBodyBytes, timeout, admission, handler);
  }

  private static Route<Admission, Handler> of(
      String method,
      PathPattern path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler) {
    return new Route<>(
        method, path, method + " " + path, admission, maxBodyBytes, timeout, handler);
  }
}
