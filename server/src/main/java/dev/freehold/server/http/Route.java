package dev.freehold.server.http;

import dev.freehold.custody.identity.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;

/**
 * One line of the route table: all that decides whether and how a request is worked on.
 *
 * @param method the HTTP method
 * @param path the path with {@code {names}} for its variable segments and a {@code <name>} for all
 *     further ones
 * @param maxBodyBytes the largest body; 0 for routes that take none
 * @param timeout how long the whole request may take
 * @param roles who may come: one of these roles is needed; empty for routes open to anyone
 * @param forPlainUsers whether a caller without any role may come as well
 * @param handler does the work
 */
public record Route(
    String method,
    String path,
    long maxBodyBytes,
    Duration timeout,
    Set<Role> roles,
    boolean forPlainUsers,
    Handler handler) {

  /** Copies the roles. */
  public Route {
    roles = Set.copyOf(roles);
  }

  /** A route for callers with one of the roles, or for anyone. */
  public Route(
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Set<Role> roles,
      Handler handler) {
    this(method, path, maxBodyBytes, timeout, roles, false, handler);
  }

  /** The same route with other work behind it. */
  public Route with(Handler other) {
    return new Route(method, path, maxBodyBytes, timeout, roles, forPlainUsers, other);
  }

  /** Whether a caller with these roles may come to a route that is not open. */
  boolean admits(Set<Role> callers) {
    return callers.isEmpty() ? forPlainUsers : !Collections.disjoint(callers, roles);
  }

  /** Whether it changes nothing. */
  public boolean isReading() {
    return method.equals("GET");
  }

  /** Whether it needs no token. */
  public boolean isOpen() {
    return roles.isEmpty();
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
