package dev.freehold.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;

/**
 * Calls the REST API as one application or person. Connections are kept and shared. Thread-safe.
 *
 * <p>Every method throws {@link ApiRefusedException} if the server refuses, {@code ServerException}
 * if it does not answer, and {@link IOException} if the connection breaks.
 */
public final class ApiClient implements AutoCloseable {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  /** The longest answer that is held whole: a page of records. */
  private static final int MAX_ANSWER_BYTES = 64 << 20;

  private static final Duration CONTENT_TIMEOUT = Duration.ofMinutes(10);

  private final HttpsClient http;
  private final ApiCredentials credentials;
  private final Clock clock;
  private final AccessTokens tokens;

  /** A client with these credentials, which it does not close; nothing is sent yet. */
  public ApiClient(ApiCredentials credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
    this.http =
        new HttpsClient(TrustedAuthority.context(credentials.authorityPem()), CONNECT_TIMEOUT);
    this.tokens = tokensFor(ApiAudience.SCOPE);
  }

  /** Tokens with the same credentials for another service that trusts this server's issuer. */
  public AccessTokens tokensFor(String scope) {
    return new AccessTokens(http, credentials, scope, clock);
  }

  /** The connection of an application that was made at the same server. */
  public Connection connectionOf(String tenant, String clientId, String clientSecret) {
    return new Connection(
        credentials.server(), credentials.authorityPem(), tenant, clientId, clientSecret, null);
  }

  /** GET of a JSON document. */
  public JsonNode get(String path) throws IOException {
    return call(request(path, CALL_TIMEOUT).GET().build());
  }

  /** GET of a JSON document of a known form. */
  public <T> T get(String path, Class<T> type) throws IOException {
    return Json.MAPPER.treeToValue(get(path), type);
  }

  /** POST of a JSON document. */
  public JsonNode post(String path, Object body) throws IOException {
    return send("POST", path, body);
  }

  /** PUT of a JSON document. */
  public JsonNode put(String path, Object body) throws IOException {
    return send("PUT", path, body);
  }

  /** PATCH with a JSON document. */
  public JsonNode patch(String path, Object body) throws IOException {
    return send("PATCH", path, body);
  }

  /** DELETE, which answers with a JSON document. */
  public JsonNode delete(String path) throws IOException {
    return call(request(path, CALL_TIMEOUT).DELETE().build());
  }

  private JsonNode send(String method, String path, Object body) throws IOException {
    HttpRequest request =
        request(path, CALL_TIMEOUT)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
            .build();
    return call(request);
  }

  /** POST of bytes as they come; {@code headers} are names and values in turn. */
  public JsonNode upload(String path, BodyPublisher body, String... headers) throws IOException {
    return call(request(path, CONTENT_TIMEOUT).headers(headers).POST(body).build());
  }

  /** PUT of bytes as they come; {@code headers} are names and values in turn. */
  public JsonNode replace(String path, BodyPublisher body, String... headers) throws IOException {
    return call(request(path, CONTENT_TIMEOUT).headers(headers).PUT(body).build());
  }

  /** GET of bytes; the caller closes the stream. */
  public InputStream download(String path) throws IOException {
    HttpRequest request = request(path, CONTENT_TIMEOUT).GET().build();
    HttpResponse<InputStream> response =
        ClientExchanges.stream(http, request, BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (InputStream problem = response.body()) {
      throw ClientExchanges.refusal(response.statusCode(), Json.MAPPER.readTree(problem));
    }
  }

  /** GET of a bounded answer as it is, with its headers. */
  HttpResponse<byte[]> bytes(String path) throws IOException {
    HttpResponse<byte[]> response = whole(request(path, CALL_TIMEOUT).GET().build());
    ClientExchanges.requireSuccess(response);
    return response;
  }

  JsonNode call(HttpRequest request) throws IOException {
    HttpResponse<byte[]> response = whole(request);
    ClientExchanges.requireSuccess(response);
    return ClientExchanges.json(response);
  }

  private HttpResponse<byte[]> whole(HttpRequest request) throws IOException {
    return ClientExchanges.send(
        http, request, MAX_ANSWER_BYTES, request.timeout().orElse(CALL_TIMEOUT));
  }

  private HttpRequest.Builder request(String path, Duration timeout) throws IOException {
    return HttpRequest.newBuilder(URI.create(credentials.server() + path))
        .timeout(timeout)
        .header("Authorization", "Bearer " + tokens.current().value());
  }

  /** Closes every connection. */
  @Override
  public void close() {
    http.close();
  }
}
