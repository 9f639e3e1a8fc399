package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.MailServerLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages and names that are made to do harm")
class HostileMailTest {

  private static final List<String> WAYS_TO_READ =
      List.of(
          "FETCH 1 (ENVELOPE BODYSTRUCTURE)",
          "FETCH 1 (BODY)",
          "FETCH 1 (PREVIEW)",
          "FETCH 1 (BODY.PEEK[1.1.1.1.1.1.1])",
          "FETCH 1 (BODY.PEEK[" + "1.".repeat(60) + "1])",
          "FETCH 1 (BODY.PEEK[" + "1.".repeat(5_000) + "1])",
          "FETCH 1 (BODY.PEEK[HEADER] BODY.PEEK[TEXT]<0.100>)",
          "SEARCH TEXT nowhere",
          "SORT (SUBJECT) UTF-8 BODY nowhere",
          "THREAD REFERENCES UTF-8 ALL");

  private SealedServer server;
  private RawClient client;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = SealedServer.ofAlice(folder);
    client = server.imap.signedIn();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void append(String message) {
    client.send("p APPEND INBOX {%d+}\r\n%s\r\n".formatted(message.length(), message));
    client.answer("p").isOk();
  }

  /** Whatever is asked is answered, and the message comes back as it was. */
  private void assertAnswered(String message) {
    append(message);
    client.command("s", "SELECT INBOX").isOk();
    for (String way : WAYS_TO_READ) {
      assertThat(client.command("w", way).last()).as(way).matches("w (OK|NO|BAD) .*");
    }
    client.send("b FETCH 1 BODY.PEEK[]\r\n");
    assertThat(client.line()).endsWith("BODY[] {%d}".formatted(message.length()));
    assertThat(new String(client.bytes(message.length()), StandardCharsets.ISO_8859_1))
        .isEqualTo(message);
    client.answer("b").isOk();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @DisplayName("fault46: multiparts within multiparts are answered, and the server goes on")
  void fault46_nestedMultiparts(int depth) {
    StringBuilder message = new StringBuilder("Subject: deep\r\nMIME-Version: 1.0\r\n");
    for (int i = 0; i < depth; i++) {
      message
          .append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n".formatted(i))
          .append("--b%d\r\n".formatted(i));
    }
    assertAnswered(message.append("\r\nthe innermost\r\n").toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @DisplayName("fault46: messages within messages are answered, and the server goes on")
  void fault46_nestedMessages(int depth) {
    assertAnswered(
        "Subject: deep\r\nContent-Type: message/rfc822\r\n\r\n".repeat(depth)
            + "Subject: innermost\r\n\r\nx\r\n");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @DisplayName("fault46: 10,000 parts side by side, headers without end, broken charsets")
  void fault46_wideAndBroken() {
    assertAnswered(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain; charset=no-such\r\n\r\n\u00ff\r\n".repeat(10_000));
    expungeAll();
    assertAnswered(
        "Subject: =?utf-99?B?"
            + "A".repeat(100_000)
            + "\r\n"
            + "References: "
            + "<a@b> ".repeat(20_000)
            + "\r\n"
            + "Content-Type: text/plain; charset="
            + "\"".repeat(10_000)
            + "\r\n"
            + "X: y\r\n".repeat(20_000)
            + "\r\n=ZZ\u0080\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b\r\n", "x"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @DisplayName("fault46: a long header is shown in part, one without end not at all")
  void fault46_endlessHeader(String piece) {
    String begin = "Subject: s\r\nX: ";
    String end = "\r\n\r\nbody\r\n";
    assertAnswered(begin + piece.repeat(900_000 / piece.length()) + end);
    assertHeader(MailServerLimits.MAX_HEADER_BYTES);
    assertThat(client.command("e", "FETCH 1 (ENVELOPE BODYSTRUCTURE)").isOk().all())
        .contains("\"s\"");
    expungeAll();
    String endless = begin + piece.repeat(6_000_000 / piece.length());
    assertAnswered(endless + end);
    assertHeader(0);
    expungeAll();
    assertAnswered("Content-Type: multipart/mixed; boundary=b\r\n" + endless + end + "--b\r\n");
  }

  private void assertHeader(int bytes) {
    client.send("h FETCH 1 BODY.PEEK[HEADER]\r\n");
    assertThat(client.line()).endsWith("BODY[HEADER] {%d}".formatted(bytes));
    client.bytes(bytes);
    client.answer("h").isOk();
  }

  private void expungeAll() {
    client.command("d", "STORE 1:* +FLAGS (\\Deleted)").isOk();
    client.command("d", "EXPUNGE").isOk();
  }

  @Test
  @DisplayName("fault47: no folder has a control character in its name, however it is written")
  void fault47_controlCharacters() {
    List<Integer> controls = new ArrayList<>();
    for (int c = 0; c < 0xA0; c++) {
      if (Character.isISOControl(c)) {
        controls.add(c);
      }
    }
    controls.addAll(List.of(0x200E, 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF, 0xFFFD));
    for (int c : controls) {
      String name = "x" + modifiedUtf7(c) + "y";
      assertThat(client.command("c", "CREATE \"%s\"".formatted(name)).last())
          .as("U+%04X", c)
          .matches("c (NO|BAD) .*");
      if (c < 0x80) {
        client.send("c CREATE {3+}\r\nx" + (char) c + "y\r\n");
        assertThat(client.answer("c").last()).as("U+%04X", c).matches("c (NO|BAD) .*");
      }
    }
    assertThat(client.command("l", "LIST \"\" *").isOk().lines())
        .filteredOn(line -> line.startsWith("* LIST"))
        .singleElement()
        .asString()
        .contains("INBOX");
  }

  private static String modifiedUtf7(int c) {
    byte[] utf16 = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_16BE);
    return "&" + Base64.getEncoder().withoutPadding().encodeToString(utf16).replace('/', ',') + "-";
  }
}
