package dev.freehold.server.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freehold.server.client.AccessTokens;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.S3Signature;
import dev.freehold.server.client.VaultManagement;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.web.client.HttpsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Requests of the kinds that busy servers answer, to a server that was just started: uses of keys
 * in a vault, and documents over S3. What is requested often here is compiled early and right in
 * every later start, because the JVM keeps in its start-up cache how methods were used.
 *
 * <p>It sends only what is worth its price: each class that a request needs is loaded at every
 * start from then on.
 */
public final class RehearsedRequests {

  /** So many of each kind, unless the time ends before. */
  private static final int ROUNDS = 6_000;

  private static final Duration LIMIT = Duration.ofSeconds(25);
  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int DOCUMENT_BYTES = 64 << 10;
  private static final int MAX_ANSWER_BYTES = 2 * DOCUMENT_BYTES;

  /** Of the tenant, its vault and its site. */
  private static final String NAME = "rehearsal";

  private static final String VERSION = "?api-version=2025-07-01";
  private static final String SECRET = "A".repeat(43);

  private final FreeholdServer server;
  private final Clock clock;
  private final HttpsClient http;
  private final AccessTokens tokens;
  private final S3Signature accessKey;
  private final byte[] document = new byte[DOCUMENT_BYTES];
  private final String wrappedByRsa;
  private final String wrappedByAes;

  private RehearsedRequests(
      FreeholdServer server, Clock clock, HttpsClient http, ApiClient api, Administrator owner)
      throws IOException {
    this.server = server;
    this.clock = clock;
    this.http = http;
    this.tokens = api.tokensFor(server.vaults().resource() + "/.default");
    createVault(api, owner);
    useKey("rsa/create", Map.of("kty", "RSA", "key_size", 2048));
    useKey("oct/create", Map.of("kty", "oct", "key_size", 256));
    this.wrappedByRsa = wrap("rsa", "RSA-OAEP-256");
    this.wrappedByAes = wrap("oct", "A256KW");
    api.post("/api/v1/sites", Map.of("name", NAME));
    JsonNode key = api.post("/api/v1/access-keys", Map.of());
    this.accessKey = new S3Signature(key.path("id").asText(), key.path("secret").asText());
  }

  /** The first one of the tenant. */
  private record Administrator(String tenantId, String objectId) {}

  /**
   * Sends them, as a tenant that is made for it.
   *
   * @throws IOException if one is refused, or no answer comes
   */
  public static void send(FreeholdServer server, Clock clock) throws IOException {
    send(server, clock, ROUNDS);
  }

  static void send(FreeholdServer server, Clock clock, int rounds) throws IOException {
    JsonNode tenant;
    Connection operator = Connection.read(server.operatorConnection());
    try (ApiClient asOperator = new ApiClient(operator, clock)) {
      tenant = asOperator.post("/api/v1/tenants", Map.of("name", NAME));
      JsonNode made = tenant.path("administrator");
      String tenantId = tenant.path("id").asText();
      Connection connection =
          asOperator.connectionOf(
              tenantId, made.path("clientId").asText(), made.path("clientSecret").asText());
      try (ApiClient api = new ApiClient(connection, clock);
          HttpsClient http = new HttpsClient(server.clientTls(), PATIENCE)) {
        Administrator owner = new Administrator(tenantId, made.path("objectId").asText());
        new RehearsedRequests(server, clock, http, api, owner).sendAll(rounds);
      }
    }
  }

  private void createVault(ApiClient api, Administrator owner) throws IOException {
    JsonNode subscription =
        api.post(
            "/api/v1/subscriptions",
            Map.of("displayName", NAME, "owners", List.of(owner.objectId())));
    ArrayNode policies = Json.MAPPER.createArrayNode();
    ArrayNode permissions =
        policies
            .addObject()
            .put("tenantId", owner.tenantId())
            .put("objectId", owner.objectId())
            .putObject("permissions")
            .putArray("keys");
    List.of("create", "get", "wrapKey", "unwrapKey").forEach(permissions::add);
    new VaultManagement(
            api,
            server.vaults().managementResource(),
            UUID.fromString(subscription.path("id").asText()),
            NAME)
        .createVault(NAME, owner.tenantId(), policies);
  }

  private void sendAll(int rounds) throws IOException {
    long endNanos = System.nanoTime() + LIMIT.toNanos();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      CompletableFuture<?>[] all = new CompletableFuture<?>[CLIENTS];
      Arrays.setAll(
          all,
          client ->
              CompletableFuture.runAsync(
                  () -> sendAs(client, rounds / CLIENTS, endNanos), clients));
      CompletableFuture.allOf(all).join();
    } catch (CompletionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  private void sendAs(int client, int rounds, long endNanos) {
    try {
      for (int round = 0; round < rounds && System.nanoTime() < endNanos; round++) {
        ask(toVault("rsa/").GET());
        useKey("rsa//unwrapkey", Map.of("alg", "RSA-OAEP-256", "value", wrappedByRsa));
        wrap("oct", "A256KW");
        useKey("oct//unwrapkey", Map.of("alg", "A256KW", "value", wrappedByAes));
        useSite("PUT", "document-" + client, document);
        useSite("GET", "document-" + client, new byte[0]);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String wrap(String key, String algorithm) throws IOException {
    byte[] answer = useKey(key + "//wrapkey", Map.of("alg", algorithm, "value", SECRET));
    return Json.MAPPER.readTree(answer).path("value").asText();
  }

  private byte[] useKey(String path, Map<String, Object> body) throws IOException {
    return ask(
        toVault(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body))));
  }

  private HttpRequest.Builder toVault(String path) throws IOException {
    return HttpRequest.newBuilder(server.vaults().vaultUri(NAME).resolve("/keys/" + path + VERSION))
        .header("Authorization", "Bearer " + tokens.current().value());
  }

  private void useSite(String method, String name, byte[] body) throws IOException {
    // The certificate has the address too; not every machine resolves the name.
    String host = "127.0.0.1:" + server.s3Uri().getPort();
    String path = "/%s/%s".formatted(NAME, name);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + host + path))
            .method(method, BodyPublishers.ofByteArray(body));
    accessKey
        .headers(method, host, path, "", Map.of(), body, clock.instant())
        .forEach(request::header);
    ask(request);
  }

  private byte[] ask(HttpRequest.Builder request) throws IOException {
    HttpResponse<byte[]> answer = http.send(request.build(), MAX_ANSWER_BYTES, PATIENCE);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.uri().getPath() + " is answered with " + answer.statusCode());
    }
    return answer.body();
  }
}
