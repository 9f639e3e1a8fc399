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
    try (TlsText slow = TlsText.connect(tls, listener.port())) {
      slow.send(GET);
      awaitAnswer("HTTP/1.1 503");
    }
    awaitAnswer("HTTP/1.1 200");
  }

  private void awaitAnswer(String wanted) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String answer;
    do {
      assertThat(System.nanoTime()).isLessThan(end);
      try (TlsText client = TlsText.connect(tls, listener.port())) {
        client.send(GET);
        answer = client.answer();
      }
    } while (!answer.startsWith(wanted));
  }
}
