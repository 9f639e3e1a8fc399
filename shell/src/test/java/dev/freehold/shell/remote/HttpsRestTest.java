package dev.freehold.shell.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.shell.remote.FakeServer.Reply;
import dev.freehold.shell.remote.FakeServer.Request;
import dev.freehold.shell.remote.RemoteException.Kind;
import dev.freehold.web.client.Certificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON over HTTPS")
class HttpsRestTest {

  private static final String TENANT = "6b1e6b0a-0000-4000-8000-0000000000a1";

  @TempDir static Path shared;
  private static Identity identity;

  @TempDir Path home;
  private final List<Duration> pauses = new ArrayList<>();
  private FakeServer server;
  private HttpsServers servers;
  private Rest rest;

  @BeforeAll
  static void makeIdentity() throws Exception {
    identity = Identity.of(shared, "dns:localhost");
  }

  @BeforeEach
  void start() throws Exception {
    Path pem = home.resolve("ca.pem");
    Files.writeString(pem, Certificates.toPem(identity.authority()));
    server = new FakeServer(identity).tells();
    Deque<String> marks = new ArrayDeque<>(List.of("first", "second", "third"));
    server.on(
        "POST /contoso/oauth2/v2.0/token",
        any -> FakeServer.token("", "tid", TENANT, "mark", marks.poll()));
    servers =
        new HttpsServers(
            Map.of("FREEHOLD_CA", pem.toString()), home, Clock.systemUTC(), pauses::add);
    ServerAddress address = servers.find(server.uri(), AskedHost.unattended());
    Account account =
        servers.signIn(
            address,
            new Credentials.ServicePrincipal("app", SecureText.copyOf(new char[] {'s'}), "contoso"),
            AskedHost.unattended());
    rest = servers.rest(server.uri(), "api://test", account);
    server.requests.clear();
  }

  @Test
  @DisplayName("goes to no other host, whatever the path is")
  void otherHosts() {
    for (String path : List.of("@evil.example/", ".evil.example/", "")) {
      assertThatThrownBy(() -> rest.get(path)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(server.requests).isEmpty();
  }

  @AfterEach
  void stop() {
    servers.close();
    server.close();
  }

  @Test
  @DisplayName("goes out with the token and comes back as a tree, or as nothing")
  void plain() {
    server.on("GET /a?b=c%20d", any -> new Reply(200, "{\"x\":1}"));
    server.on("DELETE /a", any -> new Reply(204, ""));
    server.on("PUT /a", request -> new Reply(200, request.body()));
    assertThat(rest.get("/a?b=c%20d").path("x").asInt()).isEqualTo(1);
    assertThat(rest.send("DELETE", "/a", null).isMissingNode()).isTrue();
    assertThat(
            rest.send("PUT", "/a", FakeServer.MAPPER.createObjectNode().put("y", "ü"))
                .path("y")
                .asText())
        .isEqualTo("ü");
    assertThat(server.requests)
        .extracting(Request::authorization)
        .allMatch(sent -> sent.startsWith("Bearer e30."));
  }

  @Test
  @DisplayName("tells refusals of all three forms apart by their code")
  void refusals() {
    server.on("GET /ours", any -> new Reply(409, "{\"code\":\"taken\",\"detail\":\"It is.\"}"));
    server.on(
        "GET /azure",
        any -> new Reply(403, "{\"error\":{\"code\":\"Forbidden\",\"message\":\"No.\"}}"));
    server.on("GET /none", any -> new Reply(502, "<html>"));
    refuses("/ours", 409, "taken", "It is.");
    refuses("/azure", 403, "Forbidden", "No.");
    refuses(
        "/none", 502, "http-502", server.uri() + " answered with status 502 and gave no reason.");
  }

  private void refuses(String path, int status, String code, String message) {
    assertThatThrownBy(() -> rest.get(path))
        .isInstanceOfSatisfying(
            RemoteException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.REFUSED);
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessage(message);
            });
  }

  @Test
  @DisplayName("is tried once more with a new token when the server does not take the old one")
  void newToken() {
    List<String> seen = new ArrayList<>();
    server.on(
        "GET /a",
        request -> {
          seen.add(request.authorization());
          return new Reply(seen.size() == 1 ? 401 : 200, "{}");
        });
    rest.get("/a");
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    server.on("GET /b", any -> new Reply(401, "{\"code\":\"unauthenticated\"}"));
    refuses(
        "/b",
        401,
        "unauthenticated",
        server.uri() + " answered with status 401 and gave no reason.");
  }

  @Test
  @DisplayName("waits as long as a busy server says, but neither for ever nor too often")
  void busy() {
    Deque<String> waits = new ArrayDeque<>(List.of("2", "900"));
    server.on(
        "GET /a",
        any ->
            waits.isEmpty()
                ? new Reply(200, "{}")
                : new Reply(429, "", "Retry-After", waits.poll()));
    rest.get("/a");
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(30));
    server.on("GET /b", any -> new Reply(429, ""));
    assertThatThrownBy(() -> rest.get("/b")).isInstanceOf(RemoteException.class);
    assertThat(pauses).hasSize(5);
  }

  @Test
  @DisplayName("is not read when it is no JSON or too long, and no redirection is followed")
  void strange() {
    server.on("GET /text", any -> new Reply(200, "hello"));
    server.on("GET /long", any -> new Reply(200, "x".repeat(RemoteLimits.MAX_ANSWER_BYTES + 1)));
    server.on("GET /away", any -> new Reply(302, "", "Location", server.uri() + "/text"));
    assertThatThrownBy(() -> rest.get("/text")).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> rest.get("/long")).hasMessageContaining("more than 16777216 bytes");
    assertThatThrownBy(() -> rest.get("/away")).hasMessageContaining("status 302");
  }

  @Test
  @DisplayName("says so when nothing answers")
  void nothing() {
    URI uri = server.uri();
    server.close();
    servers.close();
    try (HttpsServers others = new HttpsServers(Map.of(), home, Clock.systemUTC())) {
      assertThatThrownBy(() -> others.find(uri, AskedHost.unattended()))
          .isInstanceOfSatisfying(
              RemoteException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
          .hasMessageContaining("Nothing answers at " + uri);
    }
  }

  @Test
  @DisplayName("stops waiting when the thread is interrupted")
  void interrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    server.on(
        "GET /slow",
        any -> {
          asked.countDown();
          try {
            never.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return new Reply(200, "{}");
        });
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    rest.get("/slow");
                    outcome.complete("answered");
                  } catch (RemoteException e) {
                    outcome.complete(e.code());
                  }
                });
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
    never.countDown();
  }

  @Test
  @DisplayName("finds vaults by Azure's own document when a server has none of ours")
  void azure() {
    server.on("GET /.well-known/freehold", any -> new Reply(401, ""));
    server.on(
        "GET /metadata/endpoints?api-version=2022-09-01",
        any ->
            new Reply(
                200,
                "{\"name\":\"Vaults\",\"authentication\":{\"loginEndpoint\":\"https://l.localhost:1/adfs\"},"
                    + "\"resourceManager\":\"https://m.localhost:1/\","
                    + "\"microsoftGraphResourceId\":\"https://m.localhost:1\","
                    + "\"suffixes\":{\"keyVaultDns\":\".v.localhost:1\"}}"));
    ServerAddress found = servers.find(server.uri(), AskedHost.unattended());
    assertThat(found)
        .isEqualTo(
            new ServerAddress(
                "Vaults",
                URI.create("https://l.localhost:1"),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.of(URI.create("https://m.localhost:1")),
                Optional.of("v.localhost:1")));
    server.on("GET /.well-known/freehold", any -> new Reply(200, "{\"authority\":\"http://x\"}"));
    assertThatThrownBy(() -> servers.find(server.uri(), AskedHost.unattended()))
        .hasMessageContaining("no https address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".", "-", "a.1", "localhost:99999"})
  @DisplayName("refuses a domain of vaults in which no vault can be")
  void noDomain(String suffix) {
    server.on(
        "GET /.well-known/freehold",
        any ->
            new Reply(
                200,
                "{\"authority\":\"%s\",\"vaultSuffix\":\"%s\"}".formatted(server.uri(), suffix)));
    assertThatThrownBy(() -> servers.find(server.uri(), AskedHost.unattended()))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_ANSWER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'authority':'https://real.example','api':'SELF'",
        "'authority':'https://real.example','graph':'SELF/graph'",
        "'authority':'https://localhost:1','api':'https://localhost:1','graph':'SELF/graph'",
        "'authority':'https://real.example','api':'https://real.example.evil.example'"
      })
  @DisplayName("has no server that collects the tokens which another gives")
  void collector(String parts) {
    server.on(
        "GET /.well-known/freehold",
        any ->
            new Reply(
                200,
                "{%s,'apiAudience':'api://freehold'}"
                    .formatted(parts)
                    .replace("SELF", server.uri().toString())
                    .replace('\'', '"')));
    assertThatThrownBy(() -> servers.find(server.uri(), AskedHost.unattended()))
        .isInstanceOfSatisfying(
            RemoteException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED);
              assertThat(e.code()).isEqualTo("token-elsewhere");
            });
  }

  @Test
  @DisplayName("knows vaults whose tokens are had elsewhere, by both documents")
  void loginElsewhere() {
    server.on(
        "GET /.well-known/freehold",
        any ->
            new Reply(
                200,
                "{\"authority\":\"https://login.localhost:1\","
                    + "\"management\":\"https://m.localhost:1\",\"vaultSuffix\":\"localhost:1\"}"));
    assertThat(servers.find(server.uri(), AskedHost.unattended()).authority())
        .isEqualTo(URI.create("https://login.localhost:1"));
    server.on("GET /.well-known/freehold", any -> new Reply(404, ""));
    server.on(
        "GET /metadata/endpoints?api-version=2022-09-01",
        any ->
            new Reply(
                200,
                "[{\"authentication\":{\"loginEndpoint\":\"https://login.microsoftonline.com/\"},"
                    + "\"resourceManager\":\"https://management.azure.com/\","
                    + "\"microsoftGraphResourceId\":\"https://graph.microsoft.com/\","
                    + "\"suffixes\":{\"keyVaultDns\":\"vault.azure.net\"}}]"));
    ServerAddress azure = servers.find(server.uri(), AskedHost.unattended());
    assertThat(azure.authority()).isEqualTo(URI.create("https://login.microsoftonline.com"));
    assertThat(azure.graph()).contains(URI.create(azure.apiAudience()));
    assertThat(azure.api()).isEmpty();
  }
}
