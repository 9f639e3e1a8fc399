package dev.freehold.vault.server;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.web.WebLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not speak HTTP, or not properly, hurts nobody else. */
class AbuseTest {

  private static final String HOST = VAULT_A + ".vault.localhost";

  private static RunningVault vault;
  private static RawClient client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
  }

  @AfterAll
  static void stop() {
    client.close();
    vault.close();
  }

  @Test
  void bytesThatAreNoTlsAreDropped() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), vault.server().port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      drain(socket.getInputStream());
    }
    assertOthersAreServed();
  }

  @Test
  void bytesThatAreNoHttpAreRefusedInTheShapeOfErrors() throws IOException {
    assertThat(exchange("\u0001\u0002\u0003 nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertOthersAreServed();
  }

  @Test
  void headersAboveTheLimitAreRefused() throws IOException {
    String flood = "X-Flood: " + "x".repeat(WebLimits.MAX_HEADER_BYTES) + "\r\n";
    String reply = exchange("GET /keys HTTP/1.1\r\nHost: " + HOST + "\r\n" + flood + "\r\n");
    assertThat(reply).startsWith("HTTP/1.1 431").contains("{\"error\":{\"code\":");
    assertOthersAreServed();
  }

  @Test
  void anAmbiguousPathIsRefused() throws IOException {
    assertThat(get("/keys/../keys")).doesNotStartWith("HTTP/1.1 200");
    assertThat(get("/keys/%2e%2e/x")).startsWith("HTTP/1.1 400");
    assertThat(get("/keys/a%00b")).startsWith("HTTP/1.1 400");
  }

  @Test
  void aRequestWithTwoLengthsIsRefused() throws IOException {
    assertThat(
            exchange(
                "POST /keys HTTP/1.1\r\nHost: %s\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
                    .formatted(HOST)))
        .startsWith("HTTP/1.1 400");
  }

  private static void assertOthersAreServed() {
    assertThat(client.send("GET", "/keys?api-version=7.4", vault.token(ADMIN), "").status())
        .isEqualTo(200);
  }

  private static String get(String target) throws IOException {
    return exchange("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(target, HOST));
  }

  private static String exchange(String request) throws IOException {
    try (SSLSocket socket = connect()) {
      write(socket, request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n"));
      socket.setSoTimeout(20_000);
      return drain(socket.getInputStream());
    }
  }

  private static SSLSocket connect() throws IOException {
    return (SSLSocket)
        vault.clientTls().getSocketFactory().createSocket("127.0.0.1", vault.server().port());
  }

  private static void write(SSLSocket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String drain(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException e) {
      return all.toString(StandardCharsets.US_ASCII); // reset after the answer
    }
    return all.toString(StandardCharsets.US_ASCII);
  }
}
