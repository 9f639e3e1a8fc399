package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.Readiness;
import dev.freehold.web.http.SharedBounds;
import dev.freehold.web.net.ListenSocket;
import dev.freehold.web.tls.LocalAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadBodyTest {

  private static final int BODY_BYTES = 8 << 20;
  private static final int TIMEOUT_MILLIS = 20_000;

  @TempDir Path folder;

  @Test
  @DisplayName("A client that sends all of a refused body still gets the answer")
  void answerSurvivesTheBody() throws Exception {
    LocalAuthority authority = LocalAuthority.open(folder, List.of("localhost"), Clock.systemUTC());
    try (ApiListener listener = listen(authority);
        Socket socket = connect(authority, listener.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /small HTTP/1.1\r\nHost: freehold.localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(BODY_BYTES)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[BODY_BYTES]);
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
      assertThat(answer).contains("\"code\":\"body-too-large\"").endsWith("}");
    }
  }

  private static ApiListener listen(LocalAuthority authority) {
    return ApiListener.start(
        new ApiListener.Settings(
            ListenSocket.bind("127.0.0.1", 0),
            authority.serverContext(List.of("freehold.localhost")),
            SharedBounds.ofProcess(),
            () -> Readiness.READY,
            2,
            Duration.ofSeconds(5)),
        List.of(
            ApiRoute.of(
                "Do what the test asks",
                "POST",
                "/small",
                16,
                Duration.ofSeconds(5),
                Admission.ofAnyone(),
                exchange -> exchange.reply(200, "small"))),
        (token, standing) -> {
          throw ProblemException.unauthenticated();
        },
        new SimpleMeterRegistry());
  }

  private static Socket connect(LocalAuthority authority, int port) throws IOException {
    Socket socket = authority.clientContext().getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }
}
