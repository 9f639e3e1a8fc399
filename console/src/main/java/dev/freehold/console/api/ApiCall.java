package dev.freehold.console.api;

import java.util.Optional;

/**
 * A request of the console to the REST API.
 *
 * @param method the HTTP method
 * @param path the path, percent-encoded
 * @param query the query without its question mark, percent-encoded; may be empty
 * @param json the body; a few routes take a text in its place
 */
public record ApiCall(String method, String path, String query, Optional<byte[]> json) {

  /** A request that reads. */
  public static ApiCall get(String path, String query) {
    return new ApiCall("GET", path, query, Optional.empty());
  }

  /** Never shows the body, which may have a passphrase in it. */
  @Override
  public String toString() {
    return "ApiCall[" + method + " " + path + "]";
  }
}
