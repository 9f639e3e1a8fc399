package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.Route;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiListenerTest {

  private static final Caller ADMIN = caller(Role.EXCHANGE_ADMIN);
  private static final CountDownLatch ENTERED = new CountDownLatch(1);
  private static final CountDownLatch LEAVE = new CountDownLatch(1);

  @TempDir static Path folder;
  private static LocalAuthority authority;
  private static ApiListener listener;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    authority = LocalAuthority.open(folder.resolve("tls"), List.of("localhost"), Clock.systemUTC());
    listener = listen(0);
    client = HttpClient.newBuilder().sslContext(authority.clientContext()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    listener.close();
  }

  private static ApiListener listen(int port) {
    return ApiListener.start(
        new ApiListener.Settings(
            ListenSocket.bind("127.0.0.1", port),
            authority.serverContext(List.of("freehold.localhost")),
            SharedBounds.ofProcess(),
            () -> Readiness.READY,
            2,
            Duration.ofSeconds(5)),
        List.of(
            open("GET", "/open", 0, exchange -> exchange.reply(200, "open")),
            open("POST", "/echo", 16, ApiListenerTest::echo),
            open("POST", "/bare", 0, exchange -> exchange.reply(204)),
            ApiRoute.of(
                "Do what the test asks",
                "GET",
                "/admin",
                0,
                Duration.ofSeconds(5),
                Admission.current(Role.EXCHANGE_ADMIN),
                exchange -> exchange.reply(200, exchange.caller().objectId())),
            open("GET", "/refused", 0, ApiListenerTest::refuse),
            open("GET", "/broken", 0, ApiListenerTest::breakDown),
            open("GET", "/half", 0, ApiListenerTest::breakOffHalfWay),
            open("GET", "/blocked", 0, ApiListenerTest::block),
            ApiRoute.of(
                "Do what the test asks",
                "GET",
                "/slow",
                0,
                Duration.ofMillis(50),
                Admission.ofAnyone(),
                exchange -> new CountDownLatch(1).await())),
        ApiListenerTest::authenticate,
        new SimpleMeterRegistry());
  }

  private static Route<Admission, Handler> open(
      String method, String path, long maxBody, Handler handler) {
    return ApiRoute.of(
        "Do what the test asks",
        method,
        path,
        maxBody,
        Duration.ofSeconds(20),
        Admission.ofAnyone(),
        handler);
  }

  private static void echo(Exchange exchange) throws IOException {
    exchange.reply(200, "text/plain", exchange.body().readAllBytes());
  }

  private static void refuse(Exchange exchange) {
    throw new KeyAccessException(KeyAccessException.Reason.REFUSED, "the vaults refused");
  }

  private static void breakDown(Exchange exchange) {
    throw new IllegalStateException("a detail that stays inside");
  }

  private static void breakOffHalfWay(Exchange exchange) throws IOException {
    try (OutputStream out = exchange.replyStream(200, "text/plain", 100_000)) {
      out.write(new byte[50_000]);
      out.flush();
      throw new IllegalStateException("the rest is damaged");
    }
  }

  private static void block(Exchange exchange) throws Exception {
    ENTERED.countDown();
    LEAVE.await();
    exchange.reply(200, "done");
  }

  private static Caller authenticate(String token, Standing standing) {
    return switch (token) {
      case "admin" -> ADMIN;
      case "auditor" -> caller(Role.AUDITOR);
      default -> throw ProblemException.unauthenticated();
    };
  }

  private static Caller caller(Role role) {
    return new Caller(
        UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Set.of(role), Optional.empty(), 0);
  }

  @Test
  @DisplayName("Every answer has a request id and the security headers")
  void headers() throws Exception {
    HttpResponse<String> response = get("/open", "X-Request-Id", "abc-1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("abc-1");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @Test
  @DisplayName("A request id that could harm a log is replaced")
  void harmfulRequestId() throws Exception {
    HttpResponse<String> response = get("/open", "X-Request-Id", "{\"a\":1}");

    assertThat(response.headers().firstValue("X-Request-Id").orElseThrow())
        .matches("[0-9a-f-]{36}");
  }

  @Test
  @DisplayName("Without a token, or with a bad one, the answer is the same 401")
  void unauthenticated() throws Exception {
    assertProblem(get("/admin"), 401, "token-invalid");
    assertProblem(get("/admin", "Authorization", "Bearer wrong"), 401, "token-invalid");
    assertProblem(get("/admin", "Authorization", "Basic YTpi"), 401, "token-invalid");
  }

  @Test
  @DisplayName("Without the role it is 403, with it the handler sees the caller")
  void roles() throws Exception {
    assertProblem(get("/admin", "Authorization", "Bearer auditor"), 403, "role-missing");
    assertThat(get("/admin", "Authorization", "Bearer admin").body())
        .contains(ADMIN.objectId().toString());
  }

  @Test
  @DisplayName("HEAD needs what GET needs, and says the same without the body")
  void head() throws Exception {
    assertThat(head("/admin").statusCode()).isEqualTo(401);
    assertThat(head("/admin", "Authorization", "Bearer auditor").statusCode()).isEqualTo(403);
    HttpResponse<String> allowed = head("/admin", "Authorization", "Bearer admin");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.body()).isEmpty();
    assertThat(allowed.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(head("/echo").statusCode()).isEqualTo(405);
    assertThat(head("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/open").body()).contains("open");
  }

  @Test
  @DisplayName("A parameter or header that comes twice is refused before anything is done")
  void saidTwice() throws Exception {
    assertProblem(get("/open?a=1&a=2"), 400, "request-invalid");
    assertProblem(get("/open?a=1&%41"), 400, "request-invalid");
    assertProblem(
        get("/admin", "Authorization", "Bearer auditor", "Authorization", "Bearer admin"),
        400,
        "request-invalid");
    assertProblem(
        get("/open", "X-Freehold-Any", "1", "x-freehold-any", "1"), 400, "request-invalid");
    assertThat(get("/open?a=1&b=1", "Accept", "a/b", "Accept", "c/d").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("A form whose field comes twice is refused")
  void formFieldTwice() {
    assertThat(FormBody.parse("grant_type=password&scope=a").field("scope")).hasValue("a");
    assertThatThrownBy(() -> FormBody.parse("scope=a&grant_type=password&sc%6Fpe=b"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("scope came more than once");
  }

  @Test
  @DisplayName("A path or method that is not in the table is a problem too")
  void noRoute() throws Exception {
    assertProblem(get("/nowhere"), 404, "not-found");
    assertProblem(post("/open", BodyPublishers.ofString("x")), 405, "method-not-allowed");
  }

  @Test
  @DisplayName("A body over the route's bound is refused, whether its length is announced or not")
  void bodyBound() throws Exception {
    byte[] fits = new byte[16];
    byte[] tooLong = new byte[17];

    assertThat(post("/echo", BodyPublishers.ofByteArray(fits)).statusCode()).isEqualTo(200);
    assertProblem(post("/echo", BodyPublishers.ofByteArray(tooLong)), 413, "body-too-large");
    assertProblem(
        post("/echo", BodyPublishers.ofByteArrays(List.of(fits, fits))), 413, "body-too-large");
  }

  @Test
  @DisplayName(
      "A route without a body takes none or the empty JSON object, and nothing that counts")
  void noBody() throws Exception {
    for (String nothing : List.of("", "{}", "{ }\n", "  ")) {
      byte[] bytes = nothing.getBytes(StandardCharsets.UTF_8);
      assertThat(post("/bare", BodyPublishers.ofByteArray(bytes)).statusCode())
          .as(nothing)
          .isEqualTo(204);
      assertThat(post("/bare", BodyPublishers.ofByteArrays(List.of(bytes))).statusCode())
          .as("%s, its length not announced", nothing)
          .isEqualTo(204);
    }
    for (String something : List.of("x", "{\"a\":1}", "[]", "{}{}", "null")) {
      assertProblem(post("/bare", BodyPublishers.ofString(something)), 400, "request-invalid");
    }
    byte[] tooLong = new byte[17];
    assertProblem(post("/bare", BodyPublishers.ofByteArray(tooLong)), 413, "body-too-large");
    assertProblem(
        post("/bare", BodyPublishers.ofByteArrays(List.of(tooLong))), 413, "body-too-large");
  }

  @Test
  @DisplayName("A module's refusal keeps its code and its words")
  void moduleRefusal() throws Exception {
    JsonNode problem = assertProblem(get("/refused"), 403, "key-access-refused");

    assertThat(problem.path("detail").asText()).isEqualTo("the vaults refused");
  }

  @Test
  @DisplayName("A fault of ours shows nothing of its inside")
  void internalError() throws Exception {
    HttpResponse<String> response = get("/broken");

    assertProblem(response, 500, "internal-error");
    assertThat(response.body()).doesNotContain("inside");
  }

  @Test
  @DisplayName("A reply that fails half way never looks whole")
  void brokenOff() {
    assertThatThrownBy(() -> get("/half")).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("A request that takes longer than its route allows ends with 503")
  void timeout() throws Exception {
    assertProblem(get("/slow"), 503, "request-timed-out");
    assertThat(get("/open").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("A taken port is a clear error")
  void takenPort() {
    assertThatThrownBy(() -> listen(listener.port()))
        .isInstanceOfSatisfying(
            WebException.class, e -> assertThat(e.error()).isEqualTo(WebError.ADDRESS_UNUSABLE));
  }

  @Test
  @DisplayName("Closing lets a request under way finish")
  void gracefulClose() throws Exception {
    ApiListener closing = listen(0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> blocked =
          threads.submit(() -> send(closing, HttpRequest.newBuilder().GET(), "/blocked"));
      assertThat(ENTERED.await(10, TimeUnit.SECONDS)).isTrue();
      Future<?> closed = threads.submit(closing::close);
      LEAVE.countDown();

      assertThat(blocked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  private static JsonNode assertProblem(HttpResponse<String> response, int status, String code)
      throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    JsonNode problem = Json.MAPPER.readTree(response.body());
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("requestId").asText())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    return problem;
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder().GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(listener, request, path);
  }

  private static HttpResponse<String> head(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder().HEAD();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(listener, request, path);
  }

  private static HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
      throws Exception {
    return send(listener, HttpRequest.newBuilder().POST(body), path);
  }

  private static HttpResponse<String> send(ApiListener to, HttpRequest.Builder request, String path)
      throws Exception {
    URI uri = URI.create("https://freehold.localhost:" + to.port() + path);
    return client.send(
        request.uri(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
  }
}
