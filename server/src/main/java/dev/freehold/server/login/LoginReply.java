package dev.freehold.server.login;

import java.util.Map;

/**
 * An answer to the client.
 *
 * @param status the HTTP status
 * @param body is sent as JSON
 * @param headers further headers of this answer
 */
public record LoginReply(int status, Object body, Map<String, String> headers) {

  static LoginReply ok(Object body) {
    return new LoginReply(200, body, Map.of());
  }
}
