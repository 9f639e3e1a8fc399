package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.Json;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** What a person's program sends: forms, and requests with a token. */
public final class Browser implements AutoCloseable {

  private final HttpClient http;

  /** Trusts whom {@code tls} trusts. */
  public Browser(SSLContext tls) {
    this.http = HttpClient.newBuilder().sslContext(tls).build();
  }

  /** Gets a page. */
  public HttpResponse<String> get(String uri) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(uri)).GET().build());
  }

  /** Sends a form. */
  public HttpResponse<String> post(String uri, Map<String, String> fields) throws Exception {
    return post(uri, fields, Map.of());
  }

  /** Sends a form with further headers. */
  public HttpResponse<String> post(
      String uri, Map<String, String> fields, Map<String, String> headers) throws Exception {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + RequestUri.encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** Sends JSON, or nothing if it is null, under a token. */
  public HttpResponse<String> call(String method, String uri, String token, Object json)
      throws Exception {
    HttpRequest.BodyPublisher body =
        json == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(Json.MAPPER.writeValueAsString(json));
    return send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Authorization", "Bearer " + token)
            .method(method, body)
            .build());
  }

  /** The JSON of an answer. */
  public static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
