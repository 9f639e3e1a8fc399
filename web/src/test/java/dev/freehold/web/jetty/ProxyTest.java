package dev.freehold.web.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.WebLimits;
import dev.freehold.web.http.WebRequest;
import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.Proxies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Behind a proxy")
class ProxyTest {

  private static final String PROXY = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";
  private static final Proxies PROXIES = new Proxies(List.of(AddressRange.of(PROXY)), true);
  private static final int SLOW_CLIENTS = 240;
  private static final int OF_NETWORK = TestListener.MAX_CONNECTIONS / 4;
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };

  private final List<Socket> open = new ArrayList<>();

  @TempDir Path folder;
  private TestListener listener;

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    listener.close();
  }

  @ParameterizedTest
  @DisplayName("the header of the PROXY protocol says who the client is, with TLS and without")
  @ValueSource(booleans = {false, true})
  void theHeaderSaysWho(boolean isPlain) throws Exception {
    start(isPlain);
    assertThat(ask(connect(PROXY), header("203.0.113.9"), "", isPlain)).endsWith("203.0.113.9");
    assertThat(ask(connect(PROXY), header("2001:db8::9"), "", isPlain))
        .endsWith("2001:db8:0:0:0:0:0:9");
    assertThat(ask(connect(PROXY), new byte[0], "", isPlain)).endsWith(PROXY);
    assertThat(ask(connect(PROXY), local(), "", isPlain)).endsWith(PROXY);
  }

  @ParameterizedTest
  @DisplayName("nobody else's header is believed")
  @ValueSource(booleans = {false, true})
  void nobodyElsesHeader(boolean isPlain) throws Exception {
    start(isPlain);
    Socket socket = connect(OTHER);
    socket.getOutputStream().write(header("203.0.113.9"));
    write(socket, request("", true));
    assertThat(read(socket)).doesNotContain("203.0.113.9").doesNotContain("HTTP/1.1 200");
    assertThat(ask(connect(OTHER), new byte[0], "Forwarded: for=203.0.113.9\r\n", isPlain))
        .endsWith(OTHER);
  }

  @ParameterizedTest
  @DisplayName("Forwarded says who the client is")
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9;proto=https;host=a.localhost | 203.0.113.9",
        "For=\"203.0.113.9:4711\" | 203.0.113.9",
        "for=\"[2001:db8::9]:4711\";by=\"[::1]\" | 2001:db8:0:0:0:0:0:9",
        "for=10.1.1.1, for=203.0.113.9 | 203.0.113.9",
        "for=203.0.113.9, for=127.0.0.2 | 203.0.113.9",
        "for=unknown | 127.0.0.2",
        "for=\"[2001:db8::9\" | 127.0.0.2",
        "proto=https | 127.0.0.2",
      })
  void forwarded(String value, String client) throws Exception {
    start(true);
    assertThat(ask(connect(PROXY), new byte[0], "Forwarded: " + value + "\r\n", true))
        .startsWith("HTTP/1.1 200")
        .endsWith(client);
  }

  @Test
  @DisplayName("a header Forwarded that cannot be read is the request's fault")
  void forwardedBeyondReading() throws Exception {
    start(true);
    assertThat(ask(connect(PROXY), new byte[0], "Forwarded: ;;=,,\"\r\n", true))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  @DisplayName("what a client sends as Forwarded through a proxy of connections has no effect")
  void forwardedOfTheClient() throws Exception {
    start(false);
    assertThat(ask(connect(PROXY), header("203.0.113.9"), "Forwarded: for=127.0.0.2\r\n", false))
        .endsWith("203.0.113.9");
  }

  @Test
  @DisplayName("a client has the places of its own network, and others have theirs")
  void places() throws Exception {
    start(true);
    for (int i = 0; i < OF_NETWORK; i++) {
      Socket socket = connect(PROXY);
      socket.getOutputStream().write(header("203.0.113.9"));
      write(socket, request("", false));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    assertThat(ask(connect(PROXY), header("203.0.113.9"), "", true)).isEqualTo("closed");
    assertThat(ask(connect(PROXY), header("203.0.113.10"), "", true)).endsWith("203.0.113.10");
    assertThat(ask(connect(PROXY), new byte[0], "", true)).endsWith(PROXY);
  }

  @Test
  @DisplayName("half a header is not waited for for ever")
  void halfAHeader() throws Exception {
    start(true);
    Socket socket = connect(PROXY);
    socket.getOutputStream().write(header("203.0.113.9"), 0, 15);
    assertThat(read(socket)).isEqualTo("closed");
  }

  @Test
  @DisplayName("hundreds of slow bodies hold up nobody")
  void slowBodies() throws Exception {
    listener = TestListener.behind(PROXIES, folder, true, TestService.bodyLength(100));
    String slow = "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 90\r\n\r\nx";
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.write(header("203.0.113.9"));
      whole.write(slow.getBytes(StandardCharsets.ISO_8859_1));
      connect(PROXY).getOutputStream().write(whole.toByteArray());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(header("203.0.113.10"));
    whole.write(request("", true).getBytes(StandardCharsets.ISO_8859_1));
    Socket other = connect(PROXY);
    other.getOutputStream().write(whole.toByteArray());
    long start = System.nanoTime();
    assertThat(read(other)).startsWith("HTTP/1.1 200");
    // Whoever waited for the slow bodies would do so until the end of their time.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(WebLimits.BODY_TIMEOUT.dividedBy(2));
  }

  private void start(boolean isPlain) {
    TestService service =
        new TestService(200, (WebRequest request) -> TestService.text(request.remoteAddress()));
    listener = TestListener.behind(PROXIES, folder, isPlain, service);
  }

  private String ask(Socket socket, byte[] header, String headers, boolean isPlain)
      throws IOException {
    socket.getOutputStream().write(header);
    Socket inner = isPlain ? socket : tls(socket);
    write(inner, request(headers, true));
    return read(inner);
  }

  private static String request(String headers, boolean isLast) {
    return "GET / HTTP/1.1\r\nHost: a.localhost\r\n%s%s\r\n"
        .formatted(isLast ? "Connection: close\r\n" : "", headers);
  }

  private static byte[] header(String client) throws IOException {
    InetAddress from = InetAddress.ofLiteral(client);
    byte[] address = from.getAddress();
    ByteBuffer body = ByteBuffer.allocate(2 * address.length + 4);
    body.put(address).put(address).putShort((short) 4711).putShort((short) 443);
    return header(0x21, address.length == 4 ? 0x11 : 0x21, body.array());
  }

  /** What a proxy sends when it looks whether the server is there. */
  private static byte[] local() throws IOException {
    return header(0x20, 0, new byte[0]);
  }

  private static byte[] header(int command, int family, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(SIGNATURE);
    out.write(command);
    out.write(family);
    out.write(new byte[] {(byte) (body.length >> 8), (byte) body.length});
    out.write(body);
    return out.toByteArray();
  }

  private static String read(Socket socket) {
    try {
      socket.setSoTimeout(30_000);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.isEmpty() ? "closed" : answer;
    } catch (IOException reset) {
      return "closed";
    }
  }

  private Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    open.add(socket);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
    return socket;
  }

  private Socket tls(Socket below) throws IOException {
    Socket socket =
        listener
            .clientTls()
            .getSocketFactory()
            .createSocket(below, "127.0.0.1", listener.port(), true);
    open.add(socket);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }
}
