package dev.freehold.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.SettableClock;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A server with two operators, a tenant with mail and its approver; the clock can be moved. */
final class LockboxWorld implements AutoCloseable {

  static final String OPERATORS = "/api/v1/operator/access-requests";
  static final String TENANTS = "/api/v1/access-requests";

  private final Path data;
  final SettableClock clock = new SettableClock(Duration.ZERO);
  final FreeholdServer server;
  final TestTenant contoso;
  ApiClient asker;
  ApiClient second;
  ApiClient approver;
  private final TestOperator rosa = new TestOperator("Rosa Feld");
  final TestOperator passing = new TestOperator("Passing");
  private final List<Connection> people = new ArrayList<>();
  private final HttpClient http;

  LockboxWorld(Path data) throws IOException {
    this.data = data;
    server = TestServer.start(data, clock, settings());
    contoso = TestTenant.create(server, "contoso");
    people.add(Connection.read(server.operatorConnection()));
    asker = new ApiClient(people.getFirst(), clock);
    people.add(rosa.connection(server));
    JsonNode approving =
        contoso
            .client()
            .post(
                "/api/v1/applications",
                Map.of("displayName", "approving", "roles", List.of("APPROVER")));
    people.add(TestTenant.connection(server, contoso.administrator().tenant(), approving));
    signIn();
    http = HttpClient.newBuilder().sslContext(server.clientTls()).build();
  }

  private void signIn() {
    asker = new ApiClient(people.get(0), clock);
    second = new ApiClient(people.get(1), clock);
    approver = new ApiClient(people.get(2), clock);
  }

  /** Moves the clock; a token of another time is worth nothing, so everybody signs in anew. */
  void shift(Duration by) {
    clock.shift(by);
    asker.close();
    second.close();
    approver.close();
    signIn();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(TestOperator.named(rosa, passing));
    settings.put("keys.lease-seconds", "2");
    return settings;
  }

  /** Makes the third operator one whom another operator had made, as it was possible once. */
  void forgetWhoNamedPassing() throws SQLException {
    String id = passing.clientId().replace("-", "");
    try (java.sql.Connection database =
            DriverManager.getConnection(
                "jdbc:sqlite:" + data.resolve("freehold.db") + "?busy_timeout=10000");
        PreparedStatement delete =
            database.prepareStatement("DELETE FROM operators WHERE hex(client_id) = upper(?)")) {
      delete.setString(1, id);
      if (delete.executeUpdate() != 1) {
        throw new IllegalStateException("there is no such operator");
      }
    }
  }

  /** A third operator. */
  ApiClient passing() {
    return new ApiClient(passing.connection(server), clock);
  }

  /** A request about the mailbox or whatever {@code more} names, by its number. */
  String requested(Map<String, Object> more) throws IOException {
    Map<String, Object> wish = new HashMap<>();
    wish.put("tenant", "contoso");
    wish.put("supportCase", "SR-7731");
    wish.put("reason", "search finds nothing");
    wish.put("durationMinutes", 30);
    if (!more.containsKey("site")) {
      wish.put("mailbox", contoso.mailbox());
    }
    wish.putAll(more);
    return asker.post(OPERATORS, wish).path("id").asText();
  }

  String pending(Map<String, Object> more) throws IOException {
    String id = requested(more);
    second.post(OPERATORS + "/" + id + "/approve", Map.of());
    return id;
  }

  String approved(Map<String, Object> more) throws IOException {
    String id = pending(more);
    decide(id, "approve");
    return id;
  }

  JsonNode decide(String id, String decision) throws IOException {
    return approver.post(TENANTS + "/" + id + "/" + decision, Map.of("comment", "as agreed"));
  }

  String state(String id) throws IOException {
    return approver.get(TENANTS + "/" + id).path("state").asText();
  }

  /** Stores a message in a folder of the mailbox and gives its UID. */
  long message(String folder, byte[] content) throws IOException {
    return new RemoteMailbox(contoso.client(), contoso.mailbox())
        .append(
            new AppendRequest(
                folder,
                MessageFlags.NONE,
                Instant.parse("2026-03-04T05:06:07Z"),
                MessageProperties.NONE,
                OptionalLong.of(content.length),
                Optional.empty()),
            new ByteArrayInputStream(content))
        .uid();
  }

  long message(String folder, String text) throws IOException {
    return message(folder, text.getBytes(UTF_8));
  }

  /** What an operator gets from below a request. */
  HttpResponse<String> read(ApiClient operator, String path, String... headers) throws Exception {
    return read(token(operator), path, headers);
  }

  /** The same with a token that was asked for before. */
  HttpResponse<String> read(String token, String path, String... headers) throws Exception {
    return http.send(get(token, path, headers), BodyHandlers.ofString());
  }

  HttpResponse<InputStream> open(ApiClient operator, String path) throws Exception {
    return http.send(get(token(operator), path), BodyHandlers.ofInputStream());
  }

  private HttpRequest get(String token, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.apiUri() + OPERATORS + "/" + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.GET().build();
  }

  /** A request of anybody's for anything. */
  HttpResponse<String> send(ApiClient client, String method, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.apiUri() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token(client))
            .method(method, method.equals("POST") ? empty() : BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher empty() {
    return BodyPublishers.ofString("{}");
  }

  static String token(ApiClient client) throws IOException {
    return client.tokensFor(ApiAudience.SCOPE).current().value();
  }

  /** A problem without what differs between two requests. */
  static String problem(HttpResponse<String> response) throws IOException {
    JsonNode body = Json.MAPPER.readTree(response.body());
    ((ObjectNode) body).remove("requestId");
    return response.statusCode() + " " + body;
  }

  @Override
  public void close() {
    http.close();
    asker.close();
    second.close();
    approver.close();
    contoso.close();
    server.close();
  }
}
