package dev.freehold.web.jetty;

import static dev.freehold.web.testing.Http2Frames.DATA;
import static dev.freehold.web.testing.Http2Frames.END_HEADERS;
import static dev.freehold.web.testing.Http2Frames.END_STREAM;
import static dev.freehold.web.testing.Http2Frames.HEADERS;
import static dev.freehold.web.testing.Http2Frames.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.Http2Frames;
import dev.freehold.web.testing.Http2Frames.Frame;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A body that is still on its way when the request is refused does no harm to the answer. */
class LateBodyTest {

  private static final int BODY_BYTES = 8 << 20;
  private static final int TIMEOUT_MILLIS = 20_000;

  @TempDir Path folder;
  private SSLContext tls;
  private TestListener listener;

  @BeforeEach
  void start() {
    listener = TestListener.start(folder, HttpTimeouts.DEFAULT, TestService.refusing());
    tls = listener.clientTls();
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void aClientThatSendsAllOfALargeBodyStillGetsTheAnswer() throws Exception {
    try (Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", listener.port())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(BODY_BYTES)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[BODY_BYTES]);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").contains("Connection: close");
      assertThat(answer).contains("not you");
    }
  }

  @Test
  void anHttp2StreamIsNotCancelledUnderAClientThatStillSends() throws Exception {
    try (Http2Frames client = Http2Frames.connect(tls, listener.port())) {
      byte[] headers = Http2Frames.request("POST", "localhost", "/");
      client.send(HEADERS, END_HEADERS, 1, headers);
      assertThat(client.receive(HEADERS)).isPresent();
      client.send(DATA, END_STREAM, 1, new byte[16]);
      client.send(HEADERS, END_HEADERS | END_STREAM, 3, headers);
      Optional<Frame> frame = client.receive();
      while (frame.isPresent() && frame.get().type() != HEADERS) {
        assertThat(frame.get().type()).isNotEqualTo(RST_STREAM);
        frame = client.receive();
      }
      assertThat(frame).isPresent();
    }
  }
}
