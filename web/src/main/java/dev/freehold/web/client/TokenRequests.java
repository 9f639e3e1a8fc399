package dev.freehold.web.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** Writes requests to a token endpoint and reads its answers (RFC 6749, sections 4 and 5). */
public final class TokenRequests {

  private TokenRequests() {}

  /**
   * A token from the endpoint.
   *
   * @param token the text after {@code Bearer} in the Authorization header
   * @param life its lifetime from now
   * @param refresh gets further tokens, if there is one
   */
  public record Given(String token, Duration life, Optional<String> refresh) {

    /** Never shows a token. */
    @Override
    public String toString() {
      return "Given[life=" + life + "]";
    }
  }

  /**
   * A request with {@code form}, which the caller overwrites when it has been sent.
   *
   * @param timeout how long the answer may take to begin
   */
  public static HttpRequest post(URI endpoint, Form form, Duration timeout) {
    return HttpRequest.newBuilder(endpoint)
        .timeout(timeout)
        .header("Content-Type", Form.MEDIA_TYPE)
        .header("Accept", "application/json")
        .POST(form.publisher())
        .build();
  }

  /** The token in a successful answer; empty if there is none in it. */
  public static Optional<Given> read(JsonNode answer) {
    if (!answer.path("access_token").isTextual() || !answer.path("expires_in").canConvertToLong()) {
      return Optional.empty();
    }
    long seconds = Math.clamp(answer.path("expires_in").asLong(), 0, Integer.MAX_VALUE);
    return Optional.of(
        new Given(
            answer.path("access_token").asText(),
            Duration.ofSeconds(seconds),
            Optional.ofNullable(answer.path("refresh_token").textValue())));
  }
}
