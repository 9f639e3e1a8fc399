package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.Proxies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TLS, compression and proxies under IMAP")
class SecuringTest {

  private static final String LOGIN =
      "LOGIN %s \"%s\"".formatted(TestImap.ALICE.asString(), TestImap.PASSWORD);

  private static TestImap server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestImap.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @DisplayName("On the port for TLS the greeting comes over TLS")
  void implicitTls() {
    try (RawClient client = server.implicitTls()) {
      assertThat(client.greeting())
          .startsWith("* OK [CAPABILITY IMAP4rev1 ")
          .contains("AUTH=PLAIN")
          .doesNotContain("STARTTLS");
      client.command("a1", LOGIN).isOk();
    }
  }

  @Test
  @DisplayName("Before STARTTLS nobody signs in")
  void beforeStartTls() {
    try (RawClient client = server.startTls()) {
      assertThat(client.greeting()).contains("STARTTLS LOGINDISABLED").doesNotContain("AUTH=");
      assertThat(client.command("a1", LOGIN).last()).startsWith("a1 NO [PRIVACYREQUIRED]");
      assertThat(client.command("a2", "AUTHENTICATE PLAIN").last())
          .startsWith("a2 NO [PRIVACYREQUIRED]");
      client.command("a3", "STARTTLS").isOk();
      client.handshake(server.trust());
      assertThat(client.command("a4", "CAPABILITY").all())
          .contains("AUTH=PLAIN")
          .doesNotContain("LOGINDISABLED");
      assertThat(client.command("a5", "STARTTLS").last()).startsWith("a5 BAD");
      client.command("a6", LOGIN).isOk();
      assertThat(client.command("a7", "STARTTLS").last()).startsWith("a7 NO");
    }
  }

  @Test
  @DisplayName("What is sent behind STARTTLS without TLS is never a command")
  void injected() {
    try (RawClient client = server.startTls()) {
      client.send("a1 STARTTLS\r\na2 CAPABILITY\r\n");
      RawClient.Answer answer = client.answer("a2");
      assertThat(answer.all()).doesNotContain("a2 ");
      assertThat(answer.last()).startsWith("* BYE nothing may follow STARTTLS");
    }
  }

  @Test
  @DisplayName("COMPRESS comes after sign-in, once, and whole literals pass through it")
  void compress() {
    try (RawClient client = server.implicitTls()) {
      assertThat(client.command("a0", "COMPRESS DEFLATE").last()).startsWith("a0 NO");
      assertThat(client.command("a1", LOGIN).isOk().last()).contains("COMPRESS=DEFLATE");
      assertThat(client.command("a2", "COMPRESS LZMA").last()).startsWith("a2 BAD");
      client.command("a3", "COMPRESS DEFLATE").isOk();
      client.compress();
      assertThat(client.command("a4", "COMPRESS DEFLATE").last())
          .startsWith("a4 NO [COMPRESSIONACTIVE]");
      String message = "Subject: long\r\n\r\n" + "abc ".repeat(50_000) + "\r\n";
      client.send("a5 APPEND INBOX {%d+}\r\n%s\r\n".formatted(message.length(), message));
      client.answer("a5").isOk();
      client.command("a6", "SELECT INBOX").isOk();
      assertThat(client.command("a7", "FETCH * BODY.PEEK[TEXT]").isOk().all())
          .contains("abc ".repeat(50_000).strip());
    }
  }

  @Test
  @DisplayName("What is sent behind COMPRESS without compression ends the connection")
  void injectedBehindCompress() {
    try (RawClient client = server.signedIn()) {
      client.send("a1 COMPRESS DEFLATE\r\na2 DELETE INBOX\r\n");
      client.answer("a1").isOk();
      assertThat(client.answer("a2").all()).doesNotContain("a2 ");
    }
  }

  @Test
  @DisplayName("A trusted proxy says whose connection it is, before TLS too")
  void proxied(@TempDir Path folder) throws Exception {
    Proxies proxies = new Proxies(List.of(AddressRange.of("127.0.0.1")), true);
    try (TestImap behind =
        TestImap.start(folder, TestImap.Wish.PLAIN.with(proxies).withConnections(16))) {
      List<RawClient> ofOneNetwork = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        RawClient client = RawClient.plain(behind.listener().implicitTlsPort().getAsInt());
        client.send(header2("c0000201"));
        ofOneNetwork.add(client);
        if (i == 0) {
          client.handshake(behind.trust());
          assertThat(client.greeting()).startsWith("* OK");
          client.command("a1", LOGIN).isOk();
        }
      }
      RawClient other = RawClient.plain(behind.listener().plainPort().getAsInt());
      other.send("PROXY TCP4 198.51.100.7 192.0.2.1 4711 993\r\n");
      assertThat(other.greeting()).startsWith("* OK");
      RawClient own = RawClient.plain(behind.listener().plainPort().getAsInt());
      assertThat(own.greeting()).startsWith("* OK");
      // Of the one network's five connections one more than its share made the oldest go.
      assertThat(ofOneNetwork.get(1).isEnded()).isTrue();
      ofOneNetwork.getFirst().command("a2", "NOOP").isOk();
      RawClient broken = RawClient.plain(behind.listener().plainPort().getAsInt());
      broken.send("PROXY TCP4 nowhere\r\n");
      assertThat(broken.isEnded()).isTrue();
    }
  }

  private static byte[] header2(String client) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes("\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII));
    header.writeBytes(HexFormat.of().parseHex("2111000c" + client + "c0000202" + "126703e1"));
    return header.toByteArray();
  }
}
