package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.http.NotHttp;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.http.WebResponse;
import dev.freehold.web.http.WebService;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("When to come again is said")
class ComeAgainTest {

  @TempDir Path folder;

  @ParameterizedTest
  @DisplayName("with every 429 and 503, however it is answered, and with nothing else")
  @CsvSource({
    "/429/send, Retry-After: 1",
    "/503/send, Retry-After: 1",
    "/503/stream, Retry-After: 1",
    "/503/own, Retry-After: 7",
    "/500/send, ",
    "/403/stream, "
  })
  void everyAnswer(String path, String expected) throws IOException {
    try (TestListener listener = TestListener.start(folder, HttpTimeouts.DEFAULT, new ByPath());
        TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String answer = client.answer();
      assertThat(answer).startsWith("HTTP/1.1 " + path.substring(1, 4));
      assertThat(answer.lines().filter(line -> line.startsWith("Retry-After")).toList())
          .isEqualTo(expected == null ? List.of() : List.of(expected));
    }
  }

  @Test
  @DisplayName("with what is refused before it is a request")
  void refusals() throws IOException {
    try (TestListener listener = TestListener.start(folder, HttpTimeouts.DEFAULT, new ByPath());
        TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("nonsense\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
    }
  }

  /** Answers as the path says; refuses everything for now. */
  private static final class ByPath implements WebService {

    @Override
    public void serve(WebRequest request, WebResponse response) throws IOException {
      String[] path = request.rawPath().split("/", -1);
      int status = Integer.parseInt(path[1]);
      if (path[2].equals("own")) {
        response.header("Retry-After", "7");
      }
      if (path[2].equals("stream")) {
        try (OutputStream out = response.stream(status, 1)) {
          out.write('x');
        }
      } else {
        response.send(status, TestService.text("x"));
      }
    }

    @Override
    public void refuse(NotHttp refusal, WebResponse response) {
      response.send(503, TestService.text("x"));
    }
  }
}
