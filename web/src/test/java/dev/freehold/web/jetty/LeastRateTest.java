package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.RequestRefusedException;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send or take a stream a byte at a time. */
class LeastRateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final long MANY_BYTES = 1L << 30;

  private final CountDownLatch brokenOff = new CountDownLatch(1);

  @TempDir Path folder;
  private TestListener listener;
  private SSLContext client;

  @BeforeEach
  void start() {
    listener =
        TestListener.start(
            folder, new HttpTimeouts(PATIENCE, PATIENCE, PATIENCE, GRACE), new Streams());
    client = listener.clientTls();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  /** Reads what is posted as a stream; answers a GET with more than anybody waits for. */
  private final class Streams implements WebService {

    @Override
    public void serve(WebRequest request, WebResponse response) throws IOException {
      if (request.method().equals("GET")) {
        try (OutputStream out = response.stream(200, MANY_BYTES)) {
          byte[] block = new byte[1 << 16];
          for (long left = MANY_BYTES; left > 0; left -= block.length) {
            out.write(block);
          }
        } catch (IOException cut) {
          brokenOff.countDown();
          throw cut;
        }
        return;
      }
      try (InputStream body = request.body()) {
        int length = body.readAllBytes().length;
        response.send(200, Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
      } catch (RequestRefusedException refused) {
        response.send(refused.reason().status(), new byte[0]);
      }
    }

    @Override
    public void refuse(NotHttp refusal, WebResponse response) {
      response.send(refusal.status(), new byte[0]);
    }
  }

  @Test
  void aBodyOfAByteNowAndThenIsAnsweredThatItIsTooSlow() throws Exception {
    try (SSLSocket socket = connect()) {
      write(socket, "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 9000\r\n\r\n");
      socket.setSoTimeout(200);
      String answer = "";
      long endNanos = System.nanoTime() + PATIENCE.toNanos();
      while (answer.isEmpty() && System.nanoTime() < endNanos) {
        write(socket, "x");
        answer = readSome(socket);
      }
      assertThat(answer).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aBodyAtTwiceTheLeastRateIsTaken() throws Exception {
    try (SSLSocket socket = connect()) {
      write(socket, "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 8192\r\n\r\n");
      socket.setSoTimeout(500);
      String answer = "";
      for (int i = 0; i < 8; i++) {
        write(socket, "x".repeat(1024));
        answer += readSome(socket);
      }
      socket.setSoTimeout((int) PATIENCE.toMillis());
      assertThat(answer.isEmpty() ? readSome(socket) : answer)
          .startsWith("HTTP/1.1 200")
          .endsWith("8192");
    }
  }

  @Test
  void whoDoesNotReadAnAnswerIsCutOff() throws Exception {
    try (Socket socket = connect()) {
      write(socket, "GET / HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(brokenOff.await(PATIENCE.toSeconds() / 2, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String readSome(Socket socket) throws IOException {
    byte[] buffer = new byte[8192];
    try {
      int count = socket.getInputStream().read(buffer);
      return count < 0 ? "closed" : new String(buffer, 0, count, StandardCharsets.US_ASCII);
    } catch (SocketTimeoutException e) {
      return "";
    }
  }

  private SSLSocket connect() throws IOException {
    return (SSLSocket)
        client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
