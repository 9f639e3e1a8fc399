package dev.freehold.ledger.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpSubmissionTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  private static WitnessSubmission.Answer answered(String answer, Duration limit)
      throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpSubmission way =
            new HttpSubmission(
                URI.create("http://127.0.0.1:%d/w".formatted(listener.getLocalPort())),
                Optional.empty(),
                limit)) {
      Thread.ofVirtual().start(() -> answer(listener, answer));
      return way.addCheckpoint("old 0\n".getBytes(US_ASCII));
    }
  }

  /** Answers the first request, and leaves the connection open until the other side ends it. */
  private static void answer(ServerSocket listener, String answer) {
    try (Socket socket = listener.accept()) {
      socket.getOutputStream().write(answer.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      while (socket.getInputStream().read() >= 0) {
        // The request, and nothing more.
      }
    } catch (IOException ended) {
      // As expected of a connection that is given up.
    }
  }

  @Test
  void anAnswerIsTakenAsItIs() throws IOException {
    WitnessSubmission.Answer answer =
        answered(
            """
            HTTP/1.1 409 Conflict\r
            Content-Type: text/x.tlog.size\r
            Content-Length: 2\r
            \r
            7
            """,
            LONG);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
    assertThat(answer.body()).isEqualTo("7\n".getBytes(UTF_8));
  }

  @Test
  void anAnswerThatStopsInItsMiddleHoldsNobodyUp() {
    assertThatThrownBy(
            () ->
                answered("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", Duration.ofMillis(500)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no whole answer");
  }

  @Test
  void anAnswerWithoutEndIsNotRead() {
    assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(200_000), LONG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("capacity");
  }
}
