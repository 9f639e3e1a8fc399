package dev.freehold.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.chaos.load.ChaosTarget.Node;
import dev.freehold.chaos.load.HttpDoor.Reply;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The REST API of one node at a time, as one application or person. Each request is sent once. For
 * one thread.
 */
final class ApiDoor implements AutoCloseable {

  private static final String SCOPE = "api://freehold/.default";
  private static final String SHELL = "429f2e68-0bfe-46a8-9a56-04097d45937f";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final byte[] NOTHING = {};
  private static final int UNAVAILABLE = 503;
  private static final int MAX_REPEATS = 10;
  private static final Duration REPEATED_AFTER = Duration.ofSeconds(1);

  private final SSLContext trust;
  private final String host;
  private final String tenant;
  private final Map<String, String> grant;
  private Duration silence = NodeSocket.SILENCE;
  private HttpDoor door;
  private String token;

  private ApiDoor(SSLContext trust, String host, String tenant, Map<String, String> grant) {
    this.trust = trust;
    this.host = host;
    this.tenant = tenant;
    this.grant = grant;
  }

  /** An application of a tenant. */
  static ApiDoor application(
      SSLContext trust, String host, String tenant, String clientId, String clientSecret) {
    return new ApiDoor(
        trust,
        host,
        tenant,
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            clientId,
            "client_secret",
            clientSecret));
  }

  /** A person who signs in by a password. */
  static ApiDoor person(SSLContext trust, String host, String userName, String password) {
    return new ApiDoor(
        trust,
        host,
        "organizations",
        Map.of(
            "grant_type", "password",
            "client_id", SHELL,
            "username", userName,
            "password", password));
  }

  /** Waits longer for answers: for what is made while all machines begin to work. */
  ApiDoor patient() {
    silence = PATIENCE;
    return this;
  }

  /**
   * Connects to a node, and signs in if there is no token.
   *
   * @throws ApiFailedException if the node answers that it lets nobody in
   */
  void connect(Node node) throws IOException {
    if (door == null) {
      door = new HttpDoor(trust, host, node.address(), node.apiPort(), silence);
    }
    door.connect();
    if (token == null) {
      signIn();
      door.connect();
    }
  }

  private void signIn() throws IOException {
    Map<String, String> form = new TreeMap<>(grant);
    form.put("scope", SCOPE);
    String encoded =
        form.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Reply reply =
        door.send(
            "POST",
            "/" + tenant + "/oauth2/v2.0/token",
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            encoded.getBytes(StandardCharsets.UTF_8));
    if (reply.status() != 200) {
      throw new ApiFailedException(reply.status(), Heard.ofToken(reply), reply.text());
    }
    token = Json.MAPPER.readTree(reply.body()).path("access_token").asText();
  }

  /** Sends a request with JSON, or without a body if that is null. */
  Reply call(String method, String path, Object body) throws IOException {
    return send(
        method,
        path,
        "application/json",
        body == null ? NOTHING : Json.MAPPER.writeValueAsBytes(body));
  }

  /** Sends a request with bytes. */
  Reply send(String method, String path, String type, byte[] body) throws IOException {
    Map<String, String> headers = new TreeMap<>(Map.of("Authorization", "Bearer " + token));
    if (body.length > 0) {
      headers.put("Content-Type", type);
    }
    Reply reply = door.send(method, path, headers, body);
    if (reply.status() == 401) {
      token = null;
    }
    return reply;
  }

  /**
   * Connects, calls, and takes the JSON of an answer that has to be one of success. On a busy
   * machine something may answer too late: 503 says that nothing was done, and it is asked again.
   *
   * @throws ApiFailedException if it is not
   */
  JsonNode done(Node node, String method, String path, Object body) throws IOException {
    connect(node);
    Reply reply = call(method, path, body);
    for (int again = 0; reply.status() == UNAVAILABLE && again < MAX_REPEATS; again++) {
      LockSupport.parkNanos(REPEATED_AFTER.toNanos());
      connect(node);
      reply = call(method, path, body);
    }
    if (reply.status() >= 300) {
      throw new ApiFailedException(reply.status(), Heard.ofApi(reply), reply.text());
    }
    return reply.body().length == 0
        ? Json.MAPPER.createObjectNode()
        : Json.MAPPER.readTree(reply.body());
  }

  /** An answer that is none of success. */
  static final class ApiFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Heard heard;

    ApiFailedException(int status, Heard heard, String text) {
      super(text);
      this.status = status;
      this.heard = heard;
    }

    int status() {
      return status;
    }

    /** What was answered: the status and the problem's code. */
    Heard heard() {
      return heard;
    }
  }

  /** Ends the connection. */
  void disconnect() {
    if (door != null) {
      door.close();
      door = null;
    }
  }

  /** Forgets the token too, so that the next connection is one of somebody who just signed in. */
  void signOut() {
    disconnect();
    token = null;
  }

  @Override
  public void close() {
    disconnect();
  }
}
