package dev.freehold.vault.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param body the JSON, absent for 204
 * @param headers headers beside those that every answer has
 */
public record Answer(int status, Optional<JsonNode> body, Map<String, String> headers) {

  /** A 200 with {@code body}. */
  public static Answer ok(JsonNode body) {
    return of(200, body);
  }

  /** A 204. */
  public static Answer noContent() {
    return new Answer(204, Optional.empty(), Map.of());
  }

  /** An answer with {@code body}. */
  public static Answer of(int status, JsonNode body) {
    return new Answer(status, Optional.of(body), Map.of());
  }
}
