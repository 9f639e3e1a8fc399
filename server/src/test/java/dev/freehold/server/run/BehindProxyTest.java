package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.testing.TestServer;
import dev.freehold.web.net.ListenSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server behind a proxy")
class BehindProxyTest {

  private static final String PROXY = "127.0.0.2";

  @Test
  @DisplayName("answers on plain ports of loopback, and knows its clients' addresses")
  void answers(@TempDir Path folder) throws Exception {
    int api = freePort();
    int vault = freePort();
    int s3 = freePort();
    Map<String, String> settings =
        Map.of(
            "proxies",
            PROXY + ", 10.0.0.0/8",
            "proxy-protocol",
            "header",
            "api.public-port",
            "443",
            "api.plain-port",
            Integer.toString(api),
            "vault.plain-port",
            Integer.toString(vault),
            "files.s3.public-port",
            "9443",
            "files.s3.plain-port",
            Integer.toString(s3));
    try (FreeholdServer server = TestServer.start(folder, Clock.systemUTC(), settings)) {
      assertThat(server.apiUri()).hasToString("https://freehold.localhost");
      assertThat(server.s3Uri()).hasToString("https://s3.freehold.localhost:9443");
      assertThat(ask(api, "/openapi.json", "freehold.localhost", ""))
          .startsWith("HTTP/1.1 200")
          .contains("3.1.0");
      assertThat(ask(s3, "/", "s3.freehold.localhost", "")).contains("<Code>AccessDenied</Code>");
      String key = "/keys/a?api-version=7.4";
      assertThat(ask(vault, key, "a.vault.freehold.localhost", "")).contains("addr=203.0.113.9;");
      assertThat(ask(vault, key, "a.vault.freehold.localhost", "Forwarded: for=10.0.0.9\r\n"))
          .as("the client's own word")
          .contains("addr=203.0.113.9;");
    }
  }

  /** As a client of 203.0.113.9 behind the proxy, which adds an element to what the client says. */
  private static String ask(int port, String path, String host, String headers) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(PROXY, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\n%sForwarded: for=203.0.113.9\r\nConnection: close\r\n\r\n"
              .formatted(path, host, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int freePort() {
    try (ListenSocket socket = ListenSocket.bind("127.0.0.1", 0)) {
      return socket.port();
    }
  }
}
