package dev.freehold.server.audit.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Sends requests with tokens that it was given, and looks at whatever comes back. */
final class Caller implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI server;

  Caller(URI server, SSLContext tls) {
    this.server = server;
    this.http = HttpClient.newBuilder().sslContext(tls).build();
  }

  /** What came back; no JSON is null. */
  record Answer(int status, JsonNode body) {
    boolean isGood() {
      return status < 300;
    }
  }

  /**
   * A request.
   *
   * @param token whose; none for open routes
   * @param body a form if it is a text, bytes as they are, else JSON; null for none
   */
  record Call(String method, String path, Optional<String> token, Object body) {}

  Answer send(Call call) throws IOException {
    HttpResponse<byte[]> response = exchange(call);
    return new Answer(response.statusCode(), json(response));
  }

  /** What came back as it is, whatever its type. */
  byte[] bytes(Call call) throws IOException {
    HttpResponse<byte[]> response = exchange(call);
    if (response.statusCode() >= 300) {
      throw new IOException("%s: %d".formatted(call.path(), response.statusCode()));
    }
    return response.body();
  }

  private HttpResponse<byte[]> exchange(Call call) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + call.path())).timeout(TIMEOUT);
    call.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    if (call.body() instanceof String) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    try {
      return http.send(
          request.method(call.method(), publisher(call.body())).build(),
          BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static BodyPublisher publisher(Object body) throws IOException {
    return switch (body) {
      case null -> BodyPublishers.noBody();
      case String form -> BodyPublishers.ofString(form);
      case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
      default -> BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
    };
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.contains("json") ? Json.MAPPER.readTree(response.body()) : NullNode.getInstance();
  }

  @Override
  public void close() {
    http.close();
  }
}
