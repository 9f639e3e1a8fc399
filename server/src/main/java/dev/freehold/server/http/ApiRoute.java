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
    return new Route<>(
        method,
        PathPattern.of(path),
        method + " " + path,
        admission,
        maxBodyBytes,
        timeout,
        handler);
  }
}
