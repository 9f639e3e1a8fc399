package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebResponse.OpenAnswer;
import dev.freehold.web.http.WebService;
import dev.freehold.web.testing.Http2Frames;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An answer that stays open")
class OpenAnswerTest {

  private static final byte CANCEL = 8;
  private static final int MORE_THAN_BUFFERS = 16 << 20;
  private static final HttpTimeouts IDLE =
      new HttpTimeouts(
          Duration.ofSeconds(1),
          WebLimits.HEADER_TIMEOUT,
          WebLimits.BODY_TIMEOUT,
          WebLimits.LEAST_RATE_GRACE);

  @TempDir Path folder;
  private final BlockingQueue<OpenAnswer> opened = new LinkedBlockingQueue<>();
  private TestListener listener;

  @BeforeEach
  void start() {
    listener = TestListener.start(folder, HttpTimeouts.DEFAULT, new Opening(opened));
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  private OpenAnswer opened() throws InterruptedException {
    return opened.poll(30, TimeUnit.SECONDS);
  }

  private CompletableFuture<HttpResponse<String>> ask(HttpClient client) {
    URI uri = URI.create("https://127.0.0.1:" + listener.port() + "/");
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(listener.clientTls()).version(version).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  @DisplayName("takes bytes when its request was handled, until it is closed")
  void news(HttpClient.Version version) throws Exception {
    try (HttpClient client = client(version)) {
      CompletableFuture<HttpResponse<String>> whole = ask(client);
      OpenAnswer answer = opened();
      assertThat(answer.send(TestService.text("one,"))).isTrue();
      awaitSent(answer, "two");
      answer.close();
      assertThat(answer.isOpen()).isFalse();
      assertThat(answer.send(TestService.text("three"))).isFalse();
      assertThat(whole.get().statusCode()).isEqualTo(200);
      assertThat(whole.get().version()).isEqualTo(version);
      assertThat(whole.get().body()).isEqualTo("one,two");
    }
  }

  private static void awaitSent(OpenAnswer answer, String text) {
    while (!answer.send(TestService.text(text))) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("ends when its client has left and something is sent")
  void left() throws Exception {
    OpenAnswer answer;
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      answer = opened();
    }
    while (answer.isOpen()) {
      answer.send(TestService.text(":\n\n"));
      Thread.onSpinWait();
    }
    assertThat(answer.send(TestService.text("more"))).isFalse();
  }

  @Test
  @Timeout(60)
  @DisplayName("ends when a client of HTTP/2 has given it up, and others of its connection go on")
  void givenUp() throws Exception {
    try (Http2Frames client = Http2Frames.connect(listener.clientTls(), listener.port())) {
      ask(client, 1);
      OpenAnswer left = opened();
      ask(client, 3);
      OpenAnswer kept = opened();
      client.send(Http2Frames.RST_STREAM, 0, 1, new byte[] {0, 0, 0, CANCEL});
      while (left.isOpen()) {
        left.send(TestService.text(":\n\n"));
        Thread.onSpinWait();
      }
      awaitSent(kept, "more");
      assertThat(kept.isOpen()).isTrue();
    }
  }

  private static void ask(Http2Frames client, int stream) throws IOException {
    client.send(
        Http2Frames.HEADERS,
        Http2Frames.END_STREAM | Http2Frames.END_HEADERS,
        stream,
        Http2Frames.request("GET", "localhost", "/"));
  }

  @Test
  @Timeout(60)
  @DisplayName("makes nobody wait for a client that takes nothing, and ends")
  void stalled() throws Exception {
    try (TestListener hasty = TestListener.start(folder, IDLE, new Opening(opened))) {
      try (TlsText client = TlsText.connect(hasty.clientTls(), hasty.port())) {
        client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        requireGivenUp(opened());
      }
      try (Http2Frames client = Http2Frames.connect(hasty.clientTls(), hasty.port())) {
        ask(client, 1);
        requireGivenUp(opened());
      }
    }
  }

  private static void requireGivenUp(OpenAnswer answer) {
    assertThat(answer.send(new byte[MORE_THAN_BUFFERS])).isTrue();
    for (int i = 0; i < 1_000; i++) {
      assertThat(answer.send(TestService.text("more"))).isFalse();
    }
    while (answer.isOpen()) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  @DisplayName("ends whole and at once when the listener stops")
  void stops(HttpClient.Version version) throws Exception {
    try (HttpClient client = client(version)) {
      CompletableFuture<HttpResponse<String>> whole = ask(client);
      OpenAnswer answer = opened();
      answer.send(TestService.text("one"));
      long startNanos = System.nanoTime();
      listener.close();
      Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
      assertThat(took).isLessThan(WebLimits.STOP_TIMEOUT);
      assertThat(answer.isOpen()).isFalse();
      assertThat(whole.get().body()).isEqualTo("one");
    }
  }

  private record Opening(BlockingQueue<OpenAnswer> opened) implements WebService {

    @Override
    public void serve(WebRequest request, WebResponse response) throws IOException {
      opened.add(response.open(200));
    }

    @Override
    public void refuse(NotHttp refusal, WebResponse response) {
      response.send(refusal.status(), TestService.text("no"));
    }
  }
}
