package dev.freehold.vault.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.TlsText;
import dev.freehold.vault.tls.LocalAuthority;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private HttpsListener listener;
  private SSLContext tls;

  @BeforeEach
  void start() {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    tls = authority.clientContext();
    listener =
        HttpsListener.bind(
            "127.0.0.1",
            0,
            authority.serverContext(List.of("127.0.0.1")),
            HttpTimeouts.DEFAULT,
            new KnownNetworks(),
            new BodyMemory(BODY_BYTES),
            new BodyMemory(LONG_BYTES));
    listener.serve(
        request ->
            Answer.content(
                200, new Content("application/octet-stream", new byte[LONG_BYTES]), Map.of()));
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
