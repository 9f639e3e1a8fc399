package dev.freehold.web.http;

import java.time.Duration;

/**
 * One line of a route table, with everything that decides whether and how a request is handled.
 *
 * @param method the HTTP method
 * @param path the path, see {@link PathPattern}
 * @param operation what it does, in a few words, different from all others of its listener
 * @param access who may call it, and what is checked about the caller first
 * @param maxBodyBytes the largest body; 0 for routes that take none
 * @param timeout how long the whole request may take
 * @param handler does the work
 * @param <A> how a listener says who may
 * @param <H> what a listener's handlers are
 */
public record Route<A, H>(
    String method,
    PathPattern path,
    String operation,
    A access,
    long maxBodyBytes,
    Duration timeout,
    H handler) {

  /** The same route with other work behind it. */
  public Route<A, H> with(H other) {
    return new Route<>(method, path, operation, access, maxBodyBytes, timeout, other);
  }

  /** Whether the route only reads. */
  public boolean isReading() {
    return method.equals("GET");
  }
}
