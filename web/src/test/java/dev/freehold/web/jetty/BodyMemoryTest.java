package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.BodyMemory;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** However many clients send however much: the bodies in memory are bounded. */
@Isolated("it measures time")
class BodyMemoryTest {

  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int ALL_BODIES_BYTES = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BODY = Duration.ofSeconds(3);
  private static final String POST = "POST / HTTP/1.1\r\nHost: a.localhost\r\n";

  private final BodyMemory bodies = new BodyMemory(ALL_BODIES_BYTES, ALL_BODIES_BYTES);

  @TempDir Path folder;
  private TestListener listener;
  private SSLContext tls;

  @BeforeEach
  void start() {
    listener =
        TestListener.start(
            folder,
            new HttpTimeouts(BODY, BODY, BODY, BODY),
            TestService.bodyLength(MAX_BODY_BYTES),
            bodies,
            new BodyMemory(0, 0));
    tls = listener.clientTls();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void whoFindsNoRoomIsAskedToComeAgainAndSoonThereIsRoom() throws IOException {
    List<TlsText> slow = new ArrayList<>();
    try {
      String most = POST + "Content-Length: 60000\r\n\r\n" + "x".repeat(59_000);
      while (hasRoom(slow)) {
        TlsText client = connect();
        client.send(most);
        slow.add(client);
        assertThat(slow).hasSizeLessThan(100);
      }
    } finally {
      for (TlsText client : slow) {
        client.close();
      }
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!send("x".repeat(60_000)).startsWith("HTTP/1.1 200")) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  /** Whether a further client is not yet turned away. */
  private boolean hasRoom(List<TlsText> slow) throws IOException {
    String reply = send("x".repeat(60_000));
    if (reply.startsWith("HTTP/1.1 503")) {
      assertThat(reply).contains("Retry-After: 1");
      assertThat(slow).isNotEmpty();
      return false;
    }
    return true;
  }

  @Test
  void bodiesWithoutEndGiveBackAllThatTheyTook() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    for (int i = 0; i < 50; i++) {
      try (TlsText client = connect()) {
        client.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk);
        assertThat(client.answer()).matches("(?s)HTTP/1.1 (413|503).*");
      }
    }
    assertThat(bodies.take("anybody", ALL_BODIES_BYTES, PATIENCE)).isTrue();
    bodies.give("anybody", ALL_BODIES_BYTES);
    assertThat(send("x")).startsWith("HTTP/1.1 200");
  }

  private String send(String body) throws IOException {
    try (TlsText client = connect()) {
      client.send(POST + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
      return client.answer();
    }
  }

  private TlsText connect() throws IOException {
    return TlsText.connect(tls, listener.port());
  }
}
