package dev.freehold.web.jetty;

import static dev.freehold.web.testing.Http2Frames.CONTINUATION;
import static dev.freehold.web.testing.Http2Frames.DATA;
import static dev.freehold.web.testing.Http2Frames.END_HEADERS;
import static dev.freehold.web.testing.Http2Frames.END_STREAM;
import static dev.freehold.web.testing.Http2Frames.ENHANCE_YOUR_CALM;
import static dev.freehold.web.testing.Http2Frames.GOAWAY;
import static dev.freehold.web.testing.Http2Frames.HEADERS;
import static dev.freehold.web.testing.Http2Frames.PING;
import static dev.freehold.web.testing.Http2Frames.RST_STREAM;
import static dev.freehold.web.testing.Http2Frames.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.Http2Frames;
import dev.freehold.web.testing.Http2Frames.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 for those who speak it well, and an early end for those who do not. */
class Http2Test {

  /** Longer than a client that means well may be late on a busy machine. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FLOOD = 20_000;
  private static final byte[] NOTHING = {};

  @TempDir Path folder;
  private TestListener listener;
  private SSLContext tls;

  @BeforeEach
  void start() {
    listener =
        TestListener.start(
            folder,
            new HttpTimeouts(PATIENCE, SHORT, SHORT, PATIENCE),
            TestService.bodyLength(100));
    tls = listener.clientTls();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void manyRequestsAreAnsweredOnOneConnection() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      client.send(post("x"), text());
      List<CompletableFuture<HttpResponse<String>>> replies =
          IntStream.range(0, 100).mapToObj(i -> client.sendAsync(post("x"), text())).toList();
      assertThat(replies)
          .allSatisfy(
              reply -> {
                assertThat(reply.join().version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(reply.join().body()).isEqualTo("length 1");
              });
    }
  }

  @Test
  void aBodyAboveTheLimitIsRefusedAndTheConnectionGoesOn() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      assertThat(client.send(post("x".repeat(101)), text()).statusCode()).isEqualTo(413);
      assertThat(client.send(post("x"), text()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionThatRestsBetweenRequestsIsKept() throws Exception {
    try (Http2Frames client = connect()) {
      for (int stream = 1; stream < 4; stream += 2) {
        client.send(HEADERS, END_HEADERS | END_STREAM, stream, request());
        assertThat(client.receive(HEADERS)).isPresent();
        assertThat(client.listen(SHORT.plusMillis(500))).isTrue();
      }
    }
  }

  @Test
  void streamsThatAreResetAsSoonAsTheyAreOpenedEndTheConnection() throws Exception {
    assertCalmedDown(
        client -> {
          for (int i = 0; i < FLOOD; i++) {
            client.send(HEADERS, END_HEADERS, 2 * i + 1, request());
            client.send(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
          }
        });
  }

  @Test
  void aFloodOfPingsEndsTheConnection() throws Exception {
    assertCalmedDown(
        client -> {
          for (int i = 0; i < FLOOD; i++) {
            client.send(PING, 0, 0, new byte[8]);
          }
        });
  }

  @Test
  void aFloodOfSettingsEndsTheConnection() throws Exception {
    assertCalmedDown(
        client -> {
          for (int i = 0; i < FLOOD; i++) {
            client.send(SETTINGS, 0, 0, NOTHING);
          }
        });
  }

  @Test
  void headersInEndlessPartsEndTheConnection() throws Exception {
    assertCalmedDown(
        client -> {
          client.send(HEADERS, 0, 1, request());
          for (int i = 0; i < FLOOD; i++) {
            client.send(CONTINUATION, 0, 1, Http2Frames.headers("x-flood", "x".repeat(100)));
          }
        });
  }

  @Test
  void headersThatNeverEndAreCutOff() throws Exception {
    try (Http2Frames client = connect()) {
      client.raw(Http2Frames.frame(HEADERS, END_HEADERS, 1, 5000, request()));
      assertCutOff(client);
    }
  }

  @Test
  void aBodyThatNeverEndsIsAnswered() throws Exception {
    try (Http2Frames client = connect();
        ScheduledExecutorService trickle = Executors.newScheduledThreadPool(1)) {
      client.send(HEADERS, END_HEADERS, 1, request());
      var drops = trickle.scheduleAtFixedRate(() -> drop(client), 0, 100, TimeUnit.MILLISECONDS);
      assertThat(client.receive(HEADERS)).isPresent();
      drops.cancel(false);
    }
  }

  private static void drop(Http2Frames client) {
    try {
      client.send(DATA, 0, 1, new byte[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a byte now and then until the server closes. */
  private static void assertCutOff(Http2Frames client) throws Exception {
    for (long end = later(PATIENCE); System.nanoTime() < end; ) {
      try {
        client.raw(new byte[1]);
        if (!client.listen(Duration.ofMillis(100))) {
          return;
        }
      } catch (SocketException e) {
        return;
      }
    }
    throw new AssertionError("still open after " + PATIENCE);
  }

  private interface Abuse {
    void of(Http2Frames client) throws IOException;
  }

  private void assertCalmedDown(Abuse abuse) throws IOException {
    try (Http2Frames client = connect()) {
      try {
        abuse.of(client);
      } catch (SocketException e) {
        return; // closed before the flood was over
      }
      Optional<Frame> end = receiveGoAway(client);
      end.ifPresent(frame -> assertThat(frame.errorCode()).isEqualTo(ENHANCE_YOUR_CALM));
    }
  }

  private static Optional<Frame> receiveGoAway(Http2Frames client) throws IOException {
    try {
      return client.receive(GOAWAY);
    } catch (SocketException e) {
      return Optional.empty(); // reset
    }
  }

  private static long later(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private static byte[] request() {
    return Http2Frames.request("POST", "a.localhost", "/");
  }

  private Http2Frames connect() throws IOException {
    return Http2Frames.connect(tls, listener.port());
  }

  private HttpRequest post(String body) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port() + "/"))
        .POST(BodyPublishers.ofString(body))
        .timeout(PATIENCE)
        .build();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return BodyHandlers.ofString();
  }
}
