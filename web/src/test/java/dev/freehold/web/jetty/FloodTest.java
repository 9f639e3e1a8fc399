package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.net.ConnectionBounds;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opens connections keeps nobody else out. */
class FloodTest {

  private static final int TIMEOUT_MILLIS = 20_000;

  @Test
  void aFloodFromOneAddressIsClosedAndOthersAreServed(@TempDir Path folder) throws IOException {
    List<Socket> flood = new ArrayList<>();
    try (TestListener listener =
        TestListener.start(folder, HttpTimeouts.DEFAULT, TestService.refusing())) {
      InetAddress stranger = InetAddress.getByName("127.0.0.2");
      int most = ConnectionBounds.of(TestListener.MAX_CONNECTIONS).ofNetwork();
      for (int i = 0; i < most; i++) {
        flood.add(new Socket("127.0.0.1", listener.port(), stranger, 0));
      }
      try (Socket further = new Socket("127.0.0.1", listener.port(), stranger, 0)) {
        further.setSoTimeout(TIMEOUT_MILLIS);
        assertThat(further.getInputStream().read()).isEqualTo(-1);
      }
      try (TlsText other = TlsText.connect(listener.clientTls(), listener.port())) {
        other.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(other.answer()).startsWith("HTTP/1.1 403");
      }
      for (Socket socket : flood) {
        socket.close();
      }
    }
  }
}
