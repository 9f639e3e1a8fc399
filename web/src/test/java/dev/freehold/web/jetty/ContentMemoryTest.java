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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Long answers that clients do not read")
class ContentMemoryTest {

  /** More than the buffers of a connection take, so that it waits for its client. */
  private static final int LONG_BYTES = 32 << 20;

  private static final int BODY_BYTES = 64 * 1024;
  private static final String GET = "GET / HTTP/1.1\r\nHost: a.localhost\r\n\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private TestListener listener;
  private SSLContext tls;

  @BeforeEach
  void start() {
    listener =
        TestListener.start(
            folder,
            HttpTimeouts.DEFAULT,
            TestService.longAnswer(LONG_BYTES),
            new BodyMemory(BODY_BYTES, BODY_BYTES),
            new BodyMemory(LONG_BYTES, LONG_BYTES));
    tls = listener.clientTls();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  @DisplayName("do not fill the heap: others are asked to come again, until they are gone")
  void bounded() throws IOException {
    List<TlsText> slow = new ArrayList<>();
    try {
      do {
        // Whoever is answered first has the room: it may have been the one that reads.
        TlsText client = TlsText.connect(tls, listener.port());
        slow.add(client);
        client.send(GET);
        assertThat(slow).hasSizeLessThan(100);
      } while (!ask().startsWith("HTTP/1.1 503"));
    } finally {
      for (TlsText client : slow) {
        client.close();
      }
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ask().startsWith("HTTP/1.1 200")) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private String ask() throws IOException {
    try (TlsText client = TlsText.connect(tls, listener.port())) {
      client.send(GET);
      return client.answer();
    }
  }
}
