package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server with real TLS on loopback, whose answers a test decides. */
final class FakeServer implements AutoCloseable {

  static final JsonMapper MAPPER = new JsonMapper();

  /** A request: method and path with query, what it was allowed with, and its body. */
  record Request(String what, String authorization, String body) {}

  /** An answer, with one header if its name is not empty. */
  record Reply(int status, String body, String header, String value) {
    Reply(int status, String body) {
      this(status, body, "", "");
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Request, Reply>> answers = new ConcurrentHashMap<>();
  private final HttpsServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();

  FakeServer(Identity identity) throws Exception {
    this(identity, 0);
  }

  FakeServer(Identity identity, int port) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
    server.createContext("/", this::answer);
    server.setExecutor(workers);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Reply reply = answers.getOrDefault(request.what(), any -> new Reply(404, "")).apply(request);
      if (!reply.header().isEmpty()) {
        exchange.getResponseHeaders().set(reply.header(), reply.value());
      }
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Decides an answer; {@code what} is method and path. */
  FakeServer on(String what, Function<Request, Reply> answer) {
    answers.put(what, answer);
    return this;
  }

  /** Answers as our servers do when they are asked where their parts are. */
  FakeServer tells() {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("authority", uri() + "/")
            .put("api", uri().toString())
            .put("apiAudience", "api://test")
            .put("graph", uri() + "/graph")
            .put("management", "https://127.0.0.1:9")
            .put("vaultSuffix", "vault.localhost:9");
    return on("GET /.well-known/freehold", any -> new Reply(200, json.toString()));
  }

  /** A token's answer: good for an hour, with these claims and perhaps a refresh token. */
  static Reply token(String refresh, String... claims) {
    ObjectNode payload = MAPPER.createObjectNode();
    for (int at = 0; at < claims.length; at += 2) {
      payload.put(claims[at], claims[at + 1]);
    }
    ObjectNode json =
        MAPPER.createObjectNode().put("access_token", jwt(payload)).put("expires_in", 3600);
    if (!refresh.isEmpty()) {
      json.put("refresh_token", refresh);
    }
    return new Reply(200, json.toString());
  }

  static String jwt(ObjectNode claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("https://localhost:" + port());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
