package dev.freehold.server.http;

import java.time.Duration;

/**
 * One line of the route table: all that decides whether and how a request is worked on.
 *
 * @param method the HTTP method
 * @param path the path with {@code {names}} for its variable segments and a {@code <name>} for all
 *     further ones
 * @param maxBodyBytes the largest body; 0 for routes that take none, or an empty JSON object
 * @param timeout how long the whole request may take
 * @param admission who may come, and what is found out about them first
 * @param handler does the work
 */
public record Route(
    String method,
    String path,
    long maxBodyBytes,
    Duration timeout,
    Admission admission,
    Handler handler) {

  /** The same route with other work behind it. */
  public Route with(Handler other) {
    return new Route(method, path, maxBodyBytes, timeout, admission, other);
  }

  /** What it wants to know of its caller. */
  public Standing standing() {
    return admission.standing();
  }

  /** Whether it changes nothing. */
  public boolean isReading() {
    return method.equals("GET");
  }

  /** The work behind a route. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers the exchange, or throws: {@link ProblemException} and the modules' own exceptions
     * become problems with their codes, everything else an internal error.
     */
    void handle(Exchange exchange) throws Exception;
  }
}
