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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An answer that is written as a stream")
class StreamTest {

  @TempDir Path folder;
  private TestListener listener;

  @BeforeEach
  void start() {
    listener = TestListener.start(folder, HttpTimeouts.DEFAULT, new Streams());
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  @DisplayName("leaves the connection open, whether its writer closed the stream or not")
  void keepsTheConnection() throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      for (String path : new String[] {"/closed", "/open", "/closed"}) {
        client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("12345");
      }
    }
  }

  @Test
  @DisplayName(
      "ends the connection if its writer fails half way, and can be answered otherwise before")
  void failures() throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET /unbegun HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 500");
      client.send("GET /begun HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 409").endsWith("changed");
      client.send("GET /half HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answer()).contains("Content-Length: 5").endsWith("123");
    }
  }

  @Test
  @DisplayName("ends as a failure if its writer comes back without having written everything")
  void tooShort() throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 500");
    }
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET /short HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.answer()).contains("Content-Length: 5").endsWith("123");
    }
  }

  private record Streams() implements WebService {

    @Override
    public void serve(WebRequest request, WebResponse response) throws IOException {
      if (request.rawPath().equals("/unbegun")) {
        throw new IllegalStateException("on purpose");
      }
      OutputStream out = response.stream(200, 5);
      if (request.rawPath().equals("/begun")) {
        response.reset();
        response.send(409, TestService.text("changed"));
        return;
      }
      if (request.rawPath().equals("/nothing")) {
        return;
      }
      out.write(TestService.text("123"));
      if (request.rawPath().equals("/short")) {
        out.flush();
        return;
      }
      if (request.rawPath().equals("/half")) {
        out.flush();
        throw new IOException("on purpose");
      }
      out.write(TestService.text("45"));
      if (request.rawPath().equals("/closed")) {
        out.close();
      }
    }

    @Override
    public void refuse(NotHttp refusal, WebResponse response) {
      response.send(refusal.status(), TestService.text("no"));
    }
  }
}
