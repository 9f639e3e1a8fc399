package dev.freehold.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers load balancers and supervisors, the same at every listener: one word, and nothing about
 * what is behind it. A caller needs no token and no host name, only the path. Thread-safe.
 *
 * @param readiness tells whether requests should be sent here; must not throw
 */
public record Probes(Supplier<Readiness> readiness) {

  private static final String LIVE = "/livez";
  private static final String READY = "/readyz";
  private static final byte[] NO_BODY = {};

  /** Whether a path, as it came over the wire, is one of the two. */
  public static boolean isPath(String path) {
    return LIVE.equals(path) || READY.equals(path);
  }

  /** Whether a probe answers {@code method}. */
  public static boolean isMethod(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  /**
   * Answers a request for one of the paths: 200 or, where the process is not ready, 503. Other
   * methods get a 405.
   *
   * @param requestId the client's own, if any
   */
  public void answer(String method, String path, Optional<String> requestId, WebResponse response) {
    SecurityHeaders.set(response, RequestId.of(requestId));
    if (!isMethod(method)) {
      response.header("Allow", "GET, HEAD");
      response.send(405, NO_BODY);
      return;
    }
    response.header("Content-Type", "text/plain; charset=utf-8");
    if (path.equals(LIVE)) {
      response.send(200, "live".getBytes(StandardCharsets.US_ASCII));
    } else {
      Readiness now = readiness.get();
      response.send(now.status(), now.word().getBytes(StandardCharsets.US_ASCII));
    }
  }
}
