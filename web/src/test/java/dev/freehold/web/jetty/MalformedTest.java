package dev.freehold.web.jetty;

import static dev.freehold.web.testing.Http2Frames.END_HEADERS;
import static dev.freehold.web.testing.Http2Frames.END_STREAM;
import static dev.freehold.web.testing.Http2Frames.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.testing.Http2Frames;
import dev.freehold.web.testing.Http2Frames.Frame;
import dev.freehold.web.testing.TlsText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request is refused, and the listener goes on. */
class MalformedTest {

  private static final String HOST = ":authority";

  private static final String[][] MALFORMED = {
    {":method", "GET", ":scheme", "https", HOST, "a"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", ""},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "nothing"},
    {":scheme", "https", HOST, "a", ":path", "/"},
    {":method", "GET", HOST, "a", ":path", "/"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", ":path", "/b"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", "Upper", "x"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", "x", "y", ":late", "z"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", "connection", "close"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", "te", "gzip"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/%zz"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", "x y", "z"},
    {":method", "GET", ":scheme", "https", HOST, "a", ":path", "/", "x", "a\0b"},
  };

  @TempDir private static Path folder;
  private static TestListener listener;

  @BeforeAll
  static void start() {
    listener = TestListener.start(folder, HttpTimeouts.DEFAULT, TestService.bodyLength(100));
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  @ParameterizedTest
  @DisplayName("A body in bad chunks is a 400 where it is read")
  @ValueSource(
      strings = {
        "zz\r\nhello\r\n0\r\n\r\n",
        "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "5\r\nhello\r\nno\r\n"
      })
  void chunks(String body) throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
      assertThat(client.answer()).startsWith("HTTP/1.1 400 ");
    }
  }

  @ParameterizedTest
  @DisplayName("A target without a path is a 405 that names the methods there are")
  @ValueSource(strings = {"OPTIONS *", "CONNECT a.localhost:443"})
  void noPath(String start) throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send(start + " HTTP/1.1\r\nHost: a.localhost:443\r\n\r\n");
      assertThat(client.answer())
          .startsWith("HTTP/1.1 405 ")
          .contains("\nAllow: DELETE, GET, HEAD, PATCH, POST, PUT\r");
    }
  }

  @Test
  @DisplayName("A host that is longer than a name can be is a 400")
  void longHost() throws IOException {
    try (TlsText client = TlsText.connect(listener.clientTls(), listener.port())) {
      client.send("GET / HTTP/1.1\r\nHost: " + "a".repeat(255) + "\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
      client.send("GET / HTTP/1.1\r\nHost: " + "a".repeat(256) + "\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  @DisplayName("HTTP/2 without a path, a method or a scheme, or with names in upper case, is a 400")
  void headers() throws IOException {
    for (String[] fields : MALFORMED) {
      assertThat(firstAnswerTo(fields))
          .as(String.join(" ", fields))
          .hasValueSatisfying(frame -> assertThat(frame.status()).isEqualTo(400));
    }
  }

  @ParameterizedTest
  @DisplayName("HTTP/2 to a host that is none ends the connection")
  @ValueSource(strings = {"user@a", "a b", "a:port"})
  void hosts(String host) throws IOException {
    assertThat(firstAnswerTo(":method", "GET", ":scheme", "https", HOST, host, ":path", "/"))
        .hasValueSatisfying(frame -> assertThat(frame.type()).isEqualTo(Http2Frames.GOAWAY));
  }

  private static Optional<Frame> firstAnswerTo(String... fields) throws IOException {
    try (Http2Frames client = Http2Frames.connect(listener.clientTls(), listener.port())) {
      client.send(HEADERS, END_HEADERS | END_STREAM, 1, Http2Frames.headers(fields));
      Optional<Frame> frame = client.receive();
      while (frame.isPresent()
          && frame.get().type() != HEADERS
          && frame.get().type() != Http2Frames.GOAWAY) {
        frame = client.receive();
      }
      return frame;
    }
  }
}
