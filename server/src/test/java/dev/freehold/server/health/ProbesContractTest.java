package dev.freehold.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.note.NoteKey;
import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.persistence.testing.Ports;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Monitoring;
import dev.freehold.server.testing.SoloVault;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What load balancers and strangers get, at every listener that the product has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("At every listener")
class ProbesContractTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int TIMEOUT_MILLIS = 30_000;

  /** Load balancers ask by address; vaults and the login host have names. */
  private static final String ANY_HOST = "192.0.2.1";

  private Path data;
  private FreeholdServer server;
  private SoloVault vault;
  private WitnessServer witness;
  private WitnessServer plainWitness;
  private final Map<String, Listener> ofService = new LinkedHashMap<>();
  private final Map<String, Listener> others = new LinkedHashMap<>();

  private record Listener(SocketFactory sockets, int port, String host) {

    String ask(String method, String path) throws IOException {
      try (Socket socket = sockets.createSocket("127.0.0.1", port)) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        String request =
            "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                .formatted(method, path, host);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    data = folder.resolve("service");
    int plainApi = Ports.free();
    int plainVault = Ports.free();
    int plainS3 = Ports.free();
    server =
        TestServer.start(
            data,
            Clock.systemUTC(),
            Map.of(
                "api.plain-port", Integer.toString(plainApi),
                "vault.plain-port", Integer.toString(plainVault),
                "files.s3.plain-port", Integer.toString(plainS3)));
    SSLContext tls = server.clientTls();
    ofService.put("API", https(tls, server.apiUri().getPort(), ANY_HOST));
    ofService.put("vaults", https(tls, server.vaults().port(), ANY_HOST));
    ofService.put(
        "login host", https(tls, server.vaults().port(), server.vaults().loginUri().getHost()));
    ofService.put(
        "vault", https(tls, server.vaults().port(), server.vaults().vaultUri("abc").getHost()));
    ofService.put("S3", https(tls, server.s3Uri().getPort(), ANY_HOST));
    ofService.put("bucket", https(tls, server.s3Uri().getPort(), "team.s3.freehold.localhost"));
    ofService.put("plain API", plain(plainApi));
    ofService.put("plain vaults", plain(plainVault));
    ofService.put("plain S3", plain(plainS3));
    ofService.put("metrics", plain(server.metricsUri().getPort()));

    vault = SoloVault.start(folder.resolve("vaults"), Map.of());
    SSLContext vaultTls = TrustedAuthority.context(vault.admin().authorityPem());
    others.put("lone vaults", https(vaultTls, vault.vault().server().port(), ANY_HOST));
    others.put(
        "their login host", https(vaultTls, vault.vault().server().port(), "login.keys.localhost"));
    others.put("their metrics", plain(vault.vault().metricsUri().getPort()));
    witness = witness(folder.resolve("witness"), false);
    String authority = Files.readString(witness.authorityFile().orElseThrow().path());
    others.put(
        "witness",
        https(TrustedAuthority.context(authority), witness.address().getPort(), ANY_HOST));
    plainWitness = witness(folder.resolve("plain"), true);
    others.put("plain witness", plain(plainWitness.address().getPort()));
    others.put("witness's metrics", plain(witness.metricsUri().getPort()));
  }

  private static WitnessServer witness(Path folder, boolean isPlain) {
    VerifierKey log = NoteKey.generate().verifier("probes.test/log", VerifierKey.Use.NOTE);
    return WitnessServer.start(
        new WitnessServer.Settings(
            folder,
            "probes.test/w",
            List.of(log),
            "localhost",
            "127.0.0.1",
            0,
            isPlain,
            new MetricsAddress(InetAddress.getLoopbackAddress(), 0, Optional.empty())),
        Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    plainWitness.close();
    witness.close();
    vault.close();
    server.close();
  }

  private static Listener https(SSLContext tls, int port, String host) {
    return new Listener(tls.getSocketFactory(), port, host);
  }

  private static Listener plain(int port) {
    return new Listener(SocketFactory.getDefault(), port, ANY_HOST);
  }

  private Map<String, Listener> all() {
    Map<String, Listener> all = new LinkedHashMap<>(ofService);
    all.putAll(others);
    return all;
  }

  @Test
  @DisplayName("/livez and /readyz are one word without detail, for anyone and by any name")
  void oneWord() throws IOException {
    for (Map.Entry<String, Listener> listener : all().entrySet()) {
      assertThat(listener.getValue().ask("GET", "/livez"))
          .as(listener.getKey())
          .startsWith("HTTP/1.1 200 ")
          .contains("Content-Type: text/plain")
          .endsWith("\r\n\r\nlive");
      assertThat(listener.getValue().ask("GET", "/readyz"))
          .as(listener.getKey())
          .startsWith("HTTP/1.1 200 ")
          .endsWith("\r\n\r\nready");
      assertThat(listener.getValue().ask("HEAD", "/readyz"))
          .as(listener.getKey())
          .startsWith("HTTP/1.1 200 ")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  @DisplayName("other methods are refused, by S3 in its own words")
  void otherMethods() throws IOException {
    for (Map.Entry<String, Listener> listener : all().entrySet()) {
      String answer = listener.getValue().ask("POST", "/readyz");
      if (List.of("S3", "bucket", "plain S3").contains(listener.getKey())) {
        assertThat(answer)
            .as(listener.getKey())
            .doesNotStartWith("HTTP/1.1 2")
            .contains("x-amz-request-id");
      } else {
        assertThat(answer)
            .as(listener.getKey())
            .startsWith("HTTP/1.1 405 ")
            .contains("Allow: GET, HEAD");
      }
    }
  }

  @Test
  @DisplayName("/readyz of a service is a 503 while it has no place for blobs; /health says why")
  void unready() throws IOException {
    Path aside = data.resolveSibling("aside");
    Files.move(data.resolve("blobs"), aside);
    try {
      assertThat(Monitoring.part(server.metricsUri(), "blobs")).isEqualTo("failed");
      assertThat(Monitoring.get(server.metricsUri(), "/health").statusCode()).isEqualTo(503);
      awaitReadiness("unready");
      for (Map.Entry<String, Listener> listener : ofService.entrySet()) {
        assertThat(listener.getValue().ask("GET", "/readyz"))
            .as(listener.getKey())
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: 1")
            .endsWith("\r\n\r\nunready");
        assertThat(listener.getValue().ask("GET", "/livez"))
            .as(listener.getKey())
            .startsWith("HTTP/1.1 200 ");
      }
    } finally {
      Files.move(aside, data.resolve("blobs"));
    }
    awaitReadiness("ready");
    assertThat(Monitoring.status(server.metricsUri())).isEqualTo("ready");
  }

  private void awaitReadiness(String word) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!ofService.get("API").ask("GET", "/readyz").endsWith(word)) {
      assertThat(System.nanoTime() - end).as("not yet %s", word).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  @DisplayName("strangers get no figures and no parts")
  void closedToStrangers() throws Exception {
    for (Map.Entry<String, Listener> listener : all().entrySet()) {
      for (String path : List.of("/metrics", "/health")) {
        assertThat(listener.getValue().ask("GET", path))
            .as(listener.getKey())
            .startsWith("HTTP/1.1 4")
            .doesNotContain("freehold_")
            .doesNotContain("\"parts\"");
      }
    }
    try (HttpClient http = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      HttpRequest request = HttpRequest.newBuilder(server.apiUri().resolve("/metrics")).build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("figures are at the address for them: of requests, ledgers and certificates")
  void figures() throws IOException {
    URI ofVaults = vault.vault().metricsUri();
    assertThat(Monitoring.figures(server.metricsUri()))
        .contains("freehold_ledger_available{ledger=\"service\"} 1.0")
        .contains("freehold_certificate_left_days{listener=\"api\"}")
        .contains("freehold_s3_received_bytes_total");
    assertThat(Monitoring.figures(ofVaults))
        .contains("freehold_ledger_available{ledger=\"vaults\"} 1.0")
        .contains("freehold_vault_rows_refused_total 0.0")
        .contains("freehold_certificate_faults{listener=\"vault\"} 0.0");
    assertThat(Monitoring.part(ofVaults, "witnesses")).isEqualTo("ok");
    assertThat(Monitoring.part(witness.metricsUri(), "folder")).isEqualTo("ok");
  }
}
