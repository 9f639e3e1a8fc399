package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Clients that never finish what they began, each byte in time. */
@Isolated("it measures time or memory")
class SlowClientTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpTimeouts TIMEOUTS = new HttpTimeouts(PATIENCE, SHORT, SHORT, PATIENCE);
  private static final String REQUEST = "POST / HTTP/1.1\r\nHost: a.localhost\r\n";

  @TempDir Path folder;
  private TestListener listener;
  private SSLContext client;

  @BeforeEach
  void start() {
    listener = TestListener.start(folder, TIMEOUTS, TestService.bodyLength(100));
    client = listener.clientTls();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void headersThatNeverEndAreCutOff() throws Exception {
    try (SSLSocket socket = connect()) {
      write(socket, REQUEST + "X-Slow: ");
      assertCutOff(socket);
    }
  }

  @Test
  void aHandshakeThatNeverEndsIsCutOff() throws Exception {
    assertHandshakeIsCutOff(listener.port());
  }

  @Test
  void aHandshakeThatNeverEndsIsCutOffWhereThereIsNoChoiceOfAVersion() throws Exception {
    try (TestListener withoutHttp2 =
        TestListener.withoutHttp2(folder, TIMEOUTS, TestService.bodyLength(100))) {
      assertHandshakeIsCutOff(withoutHttp2.port());
      client = withoutHttp2.clientTls();
      try (SSLSocket socket = connect(withoutHttp2.port())) {
        write(socket, REQUEST + "Content-Length: 1\r\n\r\nx");
        assertThat(readSome(socket)).startsWith("HTTP/1.1 200");
        assertThat(bytesWithin(socket, SHORT.multipliedBy(2))).isEmpty();
        write(socket, REQUEST + "X-Slow: ");
        assertCutOff(socket);
      }
    }
  }

  private static void assertHandshakeIsCutOff(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // The beginning of a record with a ClientHello, of 8 KiB.
      write(socket, "\u0016\u0003\u0001 \u0000");
      assertCutOff(socket);
    }
  }

  @Test
  void headersThatNeverEndOnAUsedConnectionAreCutOff() throws Exception {
    try (SSLSocket socket = connect()) {
      write(socket, REQUEST + "Content-Length: 1\r\n\r\nx");
      assertThat(readSome(socket)).startsWith("HTTP/1.1 200");
      write(socket, REQUEST + "X-Slow: ");
      assertCutOff(socket);
    }
  }

  @Test
  void aConnectionThatRestsBetweenRequestsIsKept() throws Exception {
    try (SSLSocket socket = connect()) {
      for (int i = 0; i < 4; i++) {
        write(socket, REQUEST + "Content-Length: 1\r\n\r\nx");
        assertThat(readSome(socket)).startsWith("HTTP/1.1 200");
        assertThat(bytesWithin(socket, SHORT)).isEmpty();
      }
    }
  }

  @Test
  void bodiesThatNeverEndAreCutOffWhileOthersAreServed() throws Exception {
    List<SSLSocket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        SSLSocket socket = connect();
        slow.add(socket);
        write(socket, REQUEST + "Content-Length: 90\r\n\r\nx");
      }
      try (SSLSocket other = connect()) {
        write(other, REQUEST + "Content-Length: 1\r\n\r\nx");
        assertThat(readSome(other)).startsWith("HTTP/1.1 200");
      }
      assertCutOff(slow.getFirst());
    } finally {
      for (SSLSocket socket : slow) {
        socket.close();
      }
    }
  }

  /** Sends a byte now and then until the server closes or answers. */
  private static void assertCutOff(Socket socket) throws IOException {
    long start = System.nanoTime();
    socket.setSoTimeout(200);
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      try {
        write(socket, "x");
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        // nothing came: send the next byte
      } catch (IOException e) {
        return;
      }
    }
    throw new AssertionError("still open after " + PATIENCE);
  }

  private static String readSome(SSLSocket socket) throws IOException {
    return bytesWithin(socket, PATIENCE);
  }

  private static String bytesWithin(SSLSocket socket, Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    byte[] buffer = new byte[8192];
    try {
      int count = socket.getInputStream().read(buffer);
      return count < 0 ? "closed" : new String(buffer, 0, count, StandardCharsets.US_ASCII);
    } catch (SocketTimeoutException e) {
      return "";
    }
  }

  private SSLSocket connect() throws IOException {
    return connect(listener.port());
  }

  private SSLSocket connect(int port) throws IOException {
    return (SSLSocket)
        client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
