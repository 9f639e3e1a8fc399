package dev.freehold.vault.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer to the client.
 *
 * @param status the HTTP status
 * @param body the JSON, absent for 204 and if there is {@code content}
 * @param content a body other than the protocol's JSON: pages for people, and logs for auditors;
 *     only the login host has any
 * @param headers headers beside those that every answer has
 */
public record Answer(
    int status, Optional<JsonNode> body, Optional<Content> content, Map<String, String> headers) {

  /** An answer for programs. */
  public Answer(int status, Optional<JsonNode> body, Map<String, String> headers) {
    this(status, body, Optional.empty(), headers);
  }

  /** A page for people. */
  public static Answer page(int status, String html, Map<String, String> headers) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    return content(status, new Content("text/html; charset=utf-8", bytes), headers);
  }

  /** An answer with {@code content}. */
  public static Answer content(int status, Content content, Map<String, String> headers) {
    return new Answer(status, Optional.empty(), Optional.of(content), headers);
  }

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

  /** A 200 without a body. */
  public static Answer done() {
    return new Answer(200, Optional.empty(), Map.of());
  }

  /** The same with more headers. */
  public Answer with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, body, content, all);
  }
}
