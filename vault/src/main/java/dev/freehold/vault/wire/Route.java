package dev.freehold.vault.wire;

/**
 * One line of a route table: everything that is decided about an operation before its handler runs.
 *
 * @param method the HTTP method
 * @param path the path, see {@link PathPattern}
 * @param operation the name in the audit log
 * @param permission what the caller must hold
 * @param maxBodyBytes the largest body, 0 for none
 * @param handler does it
 * @param <C> the call
 * @param <P> the permission
 */
public record Route<C, P>(
    String method,
    PathPattern path,
    String operation,
    P permission,
    int maxBodyBytes,
    Handler<C> handler) {

  /** The same with the path as text. */
  public static <C, P> Route<C, P> of(
      String method, String path, String operation, P permission, int maxBodyBytes, Handler<C> h) {
    return new Route<>(method, PathPattern.of(path), operation, permission, maxBodyBytes, h);
  }
}
