package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.Readiness;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In front of every service, /livez and /readyz")
class ProbesTest {

  @TempDir Path folder;
  private volatile Readiness readiness = Readiness.READY;
  private TestListener listener;

  @BeforeEach
  void start() {
    listener = TestListener.ready(folder, TestService.refusing(), () -> readiness);
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  private String ask(String line, String... headers) throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send(line + "\r\n" + String.join("", headers) + "\r\n");
      return client.answer();
    }
  }

  private String ask(String line) throws IOException {
    return ask(line, "Host: 192.0.2.1\r\n");
  }

  @Test
  @DisplayName("answer one word, whatever the host is called, and without one")
  void oneWord() throws IOException {
    assertThat(ask("GET /livez HTTP/1.1"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: text/plain")
        .contains("Cache-Control: no-store")
        .endsWith("\r\n\r\nlive");
    assertThat(ask("GET /readyz HTTP/1.0", "")).startsWith("HTTP/1.1 200 ").endsWith("\n\r\nready");
  }

  @Test
  @DisplayName("say by the status alone whether requests should come")
  void readiness() throws IOException {
    readiness = Readiness.DEGRADED;
    assertThat(ask("GET /readyz HTTP/1.1")).startsWith("HTTP/1.1 200 ").endsWith("\n\r\ndegraded");
    readiness = Readiness.UNREADY;
    assertThat(ask("GET /readyz HTTP/1.1"))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 1")
        .endsWith("\n\r\nunready");
    assertThat(ask("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  @DisplayName("take GET and HEAD, and answer a 405 without a word to others")
  void methods() throws IOException {
    assertThat(ask("HEAD /readyz HTTP/1.1", "Host: a\r\nConnection: close\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Length: 5")
        .endsWith("\r\n\r\n");
    assertThat(ask("POST /readyz HTTP/1.1", "Host: a\r\nContent-Length: 0\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD")
        .contains("Content-Length: 0");
  }

  @Test
  @DisplayName("are two paths and no more: the service answers what is like them")
  void otherPaths() throws IOException {
    for (String path : new String[] {"/livez/", "//livez", "/readyz/x", "/LIVEZ", "/livez;a"}) {
      assertThat(ask("GET " + path + " HTTP/1.1")).as(path).doesNotStartWith("HTTP/1.1 200 ");
    }
  }

  @Test
  @DisplayName("are there over HTTP/2")
  void http2() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(listener.clientTls()).build()) {
      URI uri = URI.create("https://127.0.0.1:" + listener.port() + "/readyz");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("ready");
    }
  }
}
