package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.api.ApiAudience;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An identity of a tenant that makes requests of any method and looks at whatever comes back. */
public final class Member implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final FreeholdServer server;
  private final HttpClient http;
  private final String token;
  private final UUID objectId;
  private final UUID clientId;

  private Member(FreeholdServer server, String token, UUID objectId, UUID clientId) {
    this.server = server;
    this.http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
    this.token = token;
    this.objectId = objectId;
    this.clientId = clientId;
  }

  /** A new application of the tenant; without roles it is what a plain user is. */
  public static Member of(FreeholdServer server, TestTenant tenant, String... roles)
      throws IOException {
    JsonNode made =
        tenant
            .client()
            .post("/api/v1/applications", Map.of("displayName", "member", "roles", List.of(roles)));
    try (ApiClient client =
        new ApiClient(
            TestTenant.connection(server, tenant.administrator().tenant(), made),
            Clock.systemUTC())) {
      return new Member(
          server,
          client.tokensFor(ApiAudience.SCOPE).current().value(),
          UUID.fromString(made.path("objectId").asText()),
          UUID.fromString(made.path("clientId").asText()));
    }
  }

  /** Its object id. */
  public UUID objectId() {
    return objectId;
  }

  /** Its client id. */
  public UUID clientId() {
    return clientId;
  }

  /** What came back. */
  public record Answer(int status, JsonNode body) {
    /** The code of a problem. */
    public String code() {
      return body.path("code").asText();
    }
  }

  /** Makes a request; {@code body} null for none. */
  public Answer send(String method, String path, Object body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.apiUri() + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)));
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Makes a GET. */
  public Answer get(String path) throws IOException {
    return send("GET", path, null);
  }

  @Override
  public void close() {
    http.close();
  }
}
