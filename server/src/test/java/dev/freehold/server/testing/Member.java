package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
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
  private final String tenantId;
  private final JsonNode made;
  private final String token;

  private Member(FreeholdServer server, String tenantId, JsonNode made) throws IOException {
    this.server = server;
    this.http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
    this.tenantId = tenantId;
    this.made = made;
    this.token = token(server, ApiAudience.SCOPE);
  }

  /** A new application of the tenant; without roles it is what a plain user is. */
  public static Member of(FreeholdServer server, TestTenant tenant, String... roles)
      throws IOException {
    JsonNode made =
        tenant
            .client()
            .post("/api/v1/applications", Map.of("displayName", "member", "roles", List.of(roles)));
    return new Member(server, tenant.administrator().tenant(), made);
  }

  /** An application, from the JSON that its maker got. */
  public static Member of(FreeholdServer server, String tenantId, JsonNode made)
      throws IOException {
    return new Member(server, tenantId, made);
  }

  /** An application that is known by how it connects; its object id is not. */
  public static Member of(FreeholdServer server, Connection connection) throws IOException {
    JsonNode made =
        Json.MAPPER
            .createObjectNode()
            .put("clientId", connection.clientId())
            .put("clientSecret", connection.clientSecret());
    return new Member(server, connection.tenant(), made);
  }

  /** The same identity with a token of another node, or a new one of this node. */
  public Member over(FreeholdServer node) throws IOException {
    return new Member(node, tenantId, made);
  }

  /** A token of its own that a node gives for this scope. */
  public String token(FreeholdServer node, String scope) throws IOException {
    try (ApiClient client = client(node)) {
      return client.tokensFor(scope).current().value();
    }
  }

  /** A client in its name; the caller closes it. */
  public ApiClient client() {
    return client(server);
  }

  private ApiClient client(FreeholdServer node) {
    return new ApiClient(TestTenant.connection(node, tenantId, made), Clock.systemUTC());
  }

  /** Its object id. */
  public UUID objectId() {
    return UUID.fromString(made.path("objectId").asText());
  }

  /** Its client id. */
  public UUID clientId() {
    return UUID.fromString(made.path("clientId").asText());
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
