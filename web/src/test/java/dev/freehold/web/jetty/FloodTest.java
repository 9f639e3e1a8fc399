package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens connections keeps nobody else out. */
@Timeout(60)
class FloodTest {

  private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.2");
  private static final int FURTHER = 16;

  /** So that no connection of the flood is closed for its silence. */
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void aFloodFromOneAddressIsClosedAndOthersAreServed(@TempDir Path folder) throws IOException {
    List<Socket> flood = new ArrayList<>();
    try (TestListener listener =
        TestListener.start(
            folder, new HttpTimeouts(LONG, LONG, LONG, LONG), TestService.refusing())) {
      int most = ConnectionBounds.of(TestListener.MAX_CONNECTIONS).ofNetwork();
      for (int i = 0; i < most + FURTHER; i++) {
        flood.add(new Socket(InetAddress.getLoopbackAddress(), listener.port(), STRANGER, 0));
      }
      while (open(flood) > most) {
        Thread.onSpinWait();
      }
      try (TlsText other = TlsText.connect(listener.clientTls(), listener.port())) {
        other.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(other.answer()).startsWith("HTTP/1.1 403");
      }
    } finally {
      for (Socket socket : flood) {
        socket.close();
      }
    }
  }

  private static int open(List<Socket> sockets) throws IOException {
    int open = 0;
    for (Socket socket : sockets) {
      socket.setSoTimeout(1);
      try {
        open += socket.getInputStream().read() < 0 ? 0 : 1;
      } catch (SocketTimeoutException nothingCame) {
        open++;
      } catch (SocketException reset) {
        // It is closed, too.
      }
    }
    return open;
  }
}
