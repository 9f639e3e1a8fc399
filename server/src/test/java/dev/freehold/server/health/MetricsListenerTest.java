package dev.freehold.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.web.WebException;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Metrics and health")
class MetricsListenerTest {

  private static final String TOKEN = "a.token-of~32_characters+or/more==";
  private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

  @TempDir Path folder;
  private final Health health = new Health();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @BeforeEach
  void begin() {
    meters.counter("things").increment();
    health.begin(List.of(new Check("part", true, () -> {})));
  }

  private MetricsListener start(
      InetAddress address, Optional<String> token, Supplier<SSLContext> tls) {
    MetricsAddress metrics = new MetricsAddress(address, 0, token.map(ScrapeToken::of));
    return MetricsListener.start(
        new MetricsListener.Place(metrics, "localhost", tls),
        health,
        meters,
        SharedBounds.ofProcess());
  }

  private MetricsListener onLoopback(Optional<String> token) {
    return start(
        InetAddress.getLoopbackAddress(),
        token,
        () -> {
          throw new AssertionError("no TLS on loopback");
        });
  }

  private static HttpResponse<String> get(HttpClient http, URI uri, String authorization)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", authorization).build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  @DisplayName("are for anyone on this machine, in the clear")
  void loopback() throws IOException {
    try (MetricsListener listener = onLoopback(Optional.empty())) {
      HttpResponse<String> figures = Monitoring.get(listener.uri(), "/metrics");
      assertThat(figures.statusCode()).isEqualTo(200);
      assertThat(figures.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(figures.body()).contains("things_total 1.0");
      assertThat(Monitoring.get(listener.uri(), "/health").body())
          .isEqualTo("{\"status\":\"ready\",\"parts\":{\"part\":\"ok\"},\"causes\":[]}");
      assertThat(Monitoring.get(listener.uri(), "/readyz").body()).isEqualTo("ready");
      assertThat(Monitoring.get(listener.uri(), "/").statusCode()).isEqualTo(404);
    }
  }

  private static String ask(Socket socket, String host) throws IOException {
    String request =
        "GET /metrics HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rebound.example", "192.0.2.1", ""})
  @DisplayName("are not for pages whose name was made to lead to this machine")
  void otherHosts(String host) throws IOException {
    try (MetricsListener listener = onLoopback(Optional.empty());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.uri().getPort())) {
      assertThat(ask(socket, host)).startsWith("HTTP/1.1 4").doesNotContain("things_total");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:1", "metrics.localhost", "127.0.0.9:8447", "[::1]:8447"})
  @DisplayName("are for names and addresses of this machine")
  void ownHosts(String host) throws IOException {
    try (MetricsListener listener = onLoopback(Optional.empty());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.uri().getPort())) {
      assertThat(ask(socket, host)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  @DisplayName("take a token on loopback too, where there is one")
  void tokenOnLoopback() throws Exception {
    try (MetricsListener listener = onLoopback(Optional.of(TOKEN));
        HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> without = Monitoring.get(listener.uri(), "/metrics");
      assertThat(without.statusCode()).isEqualTo(401);
      assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      URI metrics = listener.uri().resolve("/metrics");
      assertThat(get(http, metrics, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
      assertThat(Monitoring.get(listener.uri(), "/livez").body()).isEqualTo("live");
    }
  }

  @Test
  @DisplayName("are behind HTTPS and a token where others reach them")
  void others() throws Exception {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    try (MetricsListener listener =
            start(
                ANY,
                Optional.of(TOKEN),
                () -> authority.serverContext(List.of("localhost", "127.0.0.1")));
        HttpClient http = HttpClient.newBuilder().sslContext(authority.clientContext()).build()) {
      assertThat(listener.uri().getScheme()).isEqualTo("https");
      URI uri = URI.create("https://127.0.0.1:" + listener.uri().getPort());
      for (String path : List.of("/metrics", "/health")) {
        URI page = uri.resolve(path);
        assertThat(get(http, page, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
        assertThat(get(http, page, "bearer " + TOKEN).statusCode()).isEqualTo(200);
        for (String wrong :
            List.of("Bearer " + TOKEN + "x", "Bearer " + TOKEN.substring(1), TOKEN, "Basic eDp5")) {
          HttpResponse<String> refused = get(http, page, wrong);
          assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
          assertThat(refused.body()).doesNotContain("things_total", "\"part\"");
        }
      }
      assertThat(get(http, uri.resolve("/readyz"), "none").body()).isEqualTo("ready");
    }
  }

  @Test
  @DisplayName("do not start where others reach them without a token")
  void closed() {
    assertThatThrownBy(() -> new MetricsAddress(ANY, 0, Optional.empty()))
        .isInstanceOfSatisfying(
            ServerException.class,
            refused -> assertThat(refused.error()).isEqualTo(ServerError.CONFIGURATION_INVALID))
        .hasMessageContaining("freehold.metrics.token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "1234567890123456789012345678901",
        "12345678901234567890 12345678901"
      })
  @DisplayName("take no token that could be guessed, or that a header cannot carry")
  void badTokens(String token) {
    assertThatThrownBy(() -> ScrapeToken.of(token))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("32 to 512 characters");
  }

  @Test
  @DisplayName("say which setting to change if the port is taken, and show no token")
  void taken() {
    try (MetricsListener first = onLoopback(Optional.empty())) {
      MetricsAddress same =
          new MetricsAddress(
              InetAddress.getLoopbackAddress(),
              first.uri().getPort(),
              Optional.of(ScrapeToken.of(TOKEN)));
      assertThat(same.toString()).doesNotContain(TOKEN);
      assertThatThrownBy(
              () ->
                  MetricsListener.start(
                      new MetricsListener.Place(same, "localhost", () -> null),
                      health,
                      meters,
                      SharedBounds.ofProcess()))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("freehold.metrics.port");
    }
  }
}
