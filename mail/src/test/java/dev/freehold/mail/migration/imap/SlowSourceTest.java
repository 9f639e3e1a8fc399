package dev.freehold.mail.migration.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A source that gives a byte now and then is given up")
@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class SlowSourceTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** Says {@code first}, then a byte every few milliseconds as long as anybody listens. */
  private void trickle(int... first) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket client = server.accept();
                  OutputStream out = client.getOutputStream()) {
                for (int b : first) {
                  out.write(b);
                }
                while (true) {
                  out.write(0);
                  LockSupport.parkNanos(20_000_000);
                }
              } catch (IOException e) {
                // The client has gone.
              }
            });
  }

  @Test
  void whileItAgreesOnTls() throws IOException {
    // A record of TLS that has 16 KiB, which takes five minutes.
    trickle(22, 3, 3, 0x40, 0);
    SourceServers permitted = new SourceServers(Set.of("127.0.0.1:" + server.getLocalPort()));
    SourceSockets sockets = new SourceSockets(permitted, SHORT);
    assertLost(() -> ImapClient.connect(sockets, endpoint()));
  }

  @Test
  void whileItGivesAMessage() throws IOException {
    trickle();
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      ImapInput in = new ImapInput(socket, socket.getInputStream());
      ImapLiteral message = new ImapLiteral(in, 100_000_000, () -> {}, () -> {}, SHORT);
      assertLost(message::readAllBytes);
    }
  }

  @Test
  void whenItsTimeEndsBetweenTwoReads() throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      ImapInput in = new ImapInput(socket, new ClosedAfterAByte(socket));
      assertLost(() -> in.read(new byte[10], 0, 10));
    }
  }

  /** A socket's bytes, of which one comes before the socket is closed. */
  private static final class ClosedAfterAByte extends InputStream {
    private final Socket socket;

    ClosedAfterAByte(Socket socket) {
      this.socket = socket;
    }

    @Override
    public int read() throws IOException {
      socket.close();
      return 'x';
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      target[offset] = (byte) read();
      return 1;
    }

    @Override
    public int available() throws IOException {
      throw new SocketException("Socket closed");
    }
  }

  @Test
  void whateverHappensBelowASingleRead() throws IOException {
    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      ImapInput in = new ImapInput(socket, socket.getInputStream());
      in.allow(SHORT);
      assertLost(in::line);
      assertThat(socket.isClosed()).isTrue();
    }
  }

  private MigrationEndpoint endpoint() {
    return new MigrationEndpoint(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "slow",
        "127.0.0.1",
        server.getLocalPort(),
        ConnectionSecurity.SSL,
        CertificateTrust.PUBLIC,
        SignInMethod.BASIC,
        1,
        0,
        Instant.EPOCH);
  }

  private static void assertLost(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> assertThat(e.error()).isEqualTo(SourceError.CONNECTION_LOST));
  }
}
