package dev.freehold.mailserver.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("APPEND to sealed mailboxes, and what FETCH gives of it")
class SealedAppendTest {

  private SealedServer server;
  private RawClient client;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = SealedServer.ofAlice(folder);
    client = server.imap.signedIn();
    client.command("s", "SELECT INBOX").isOk();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private RawClient.Answer sent(String command) {
    client.send("a " + command + "\r\n");
    return client.answer("a");
  }

  @Test
  @DisplayName("RFC 3502: several messages have their own flags and dates, and APPENDUID has all")
  void several() {
    RawClient.Answer answer =
        sent(
            "APPEND INBOX (\\Seen) {3+}\r\none (\\Flagged work) \" 7-Feb-1994 22:43:04 -0800\""
                + " {3+}\r\ntwo {5+}\r\nthree");
    assertThat(answer.lines())
        .contains("* 3 EXISTS")
        .last()
        .asString()
        .matches("a OK \\[APPENDUID \\d+ 1:3\\] APPEND completed\\.");
    assertThat(client.command("f", "FETCH 1:* (FLAGS INTERNALDATE BODY.PEEK[])").isOk().all())
        .contains("FLAGS (\\Recent \\Seen)")
        .contains("INTERNALDATE \"07-Feb-1994 22:43:04 -0800\"", "FLAGS (\\Flagged \\Recent work)")
        .contains("{3}\none", "{3}\ntwo", "{5}\nthree");
  }

  @Test
  @DisplayName("RFC 3502: a client that waits is told to go on for each message")
  void waiting() {
    client.send("a APPEND INBOX {3}\r\n");
    assertThat(client.line()).startsWith("+ ");
    client.send("one (\\Seen) {3}\r\n");
    assertThat(client.line()).startsWith("+ ");
    client.send("two\r\n");
    client.answer("a").isOk();
    assertThat(client.command("n", "SEARCH SEEN").isOk().lines()).contains("* SEARCH 2");
  }

  @Test
  @DisplayName("RFC 3502: if one message is refused, none is there, and the connection goes on")
  void allOrNone() {
    assertThat(sent("APPEND INBOX {3+}\r\none {99999999}").last()).startsWith("a NO [TOOBIG]");
    assertThat(sent("APPEND INBOX {3+}\r\none (\\Seen {3+}\r\ntwo").last()).startsWith("a BAD");
    assertThat(sent("APPEND INBOX {3+}\r\none two").last()).startsWith("a BAD");
    assertThat(sent("APPEND INBOX {3+}\r\none {3+}\r\ntwo x").last()).startsWith("a BAD");
    assertThat(sent("APPEND INBOX {3+}\r\none ~{3+}\r\nt\0o").last())
        .startsWith("a NO [UNKNOWN-CTE]");
    assertThat(sent("APPEND nowhere {3+}\r\none {3+}\r\ntwo").last())
        .startsWith("a NO [TRYCREATE]");
    assertThat(client.command("n", "STATUS INBOX (MESSAGES UIDNEXT)").isOk().lines().getFirst())
        .contains("MESSAGES 0", "UIDNEXT 1");
  }

  @Test
  @DisplayName("INTERNALDATE is in the zone that APPEND named, and its day is what SEARCH goes by")
  void zones() {
    sent("APPEND INBOX \"25-Mar-2007 00:30:00 +0200\" {3+}\r\none").isOk();
    sent("APPEND INBOX \"24-mar-2007 23:30:00 -0330\" {3+}\r\ntwo").isOk();
    sent("APPEND INBOX {5+}\r\nthree").isOk();
    assertThat(client.command("f", "FETCH 1:2 INTERNALDATE").isOk().lines())
        .contains(
            "* 1 FETCH (INTERNALDATE \"25-Mar-2007 00:30:00 +0200\")",
            "* 2 FETCH (INTERNALDATE \"24-Mar-2007 23:30:00 -0330\")");
    assertThat(client.command("f", "FETCH 3 INTERNALDATE").isOk().all()).contains(" +0000\")");
    assertThat(client.command("s", "SEARCH ON 25-Mar-2007").isOk().lines()).contains("* SEARCH 1");
    assertThat(client.command("s", "SEARCH BEFORE 25-Mar-2007").isOk().lines())
        .contains("* SEARCH 2");
    assertThat(client.command("s", "SEARCH SINCE 25-Mar-2007").isOk().lines())
        .contains("* SEARCH 1 3");
    client.command("c", "CREATE copies").isOk();
    client.command("c", "COPY 1:2 copies").isOk();
    client.command("c", "SELECT copies").isOk();
    assertThat(client.command("f", "FETCH 1:2 (INTERNALDATE)").isOk().all())
        .contains("00:30:00 +0200", "23:30:00 -0330");
    assertThat(sent("APPEND INBOX \"25-Mar-2007 00:30:00 +9900\" {3+}\r\none").last())
        .startsWith("a BAD");
    assertThat(sent("APPEND INBOX \"31-Feb-2007 00:30\" {3+}\r\none").last()).startsWith("a BAD");
  }

  @Test
  @DisplayName("RFC 3516: BINARY gives parts decoded, with ~ if NUL is in them, and their sizes")
  void binary() {
    // Without padding: many a program leaves it out, and nothing is to be lost by that.
    String nul =
        Base64.getEncoder().withoutPadding().encodeToString("abcdefg\0hi".getBytes(ISO_8859_1));
    String message =
        """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain
        Content-Transfer-Encoding: quoted-printable

        soft=
         break =3D
        --b
        Content-Transfer-Encoding: base64

        %s
        --b
        Content-Transfer-Encoding: x-mine

        ?
        --b--
        """
            .formatted(nul)
            .replace("\n", "\r\n");
    sent("APPEND INBOX {%d+}\r\n%s".formatted(message.length(), message)).isOk();
    assertThat(client.command("f", "FETCH 1 (BINARY.SIZE[1] BINARY.PEEK[1])").isOk().all())
        .contains("BINARY.SIZE[1] 12 BINARY[1] {12}\nsoft break =");
    assertThat(client.command("f", "UID FETCH 1 BINARY.PEEK[2]").isOk().all())
        .contains("BINARY[2] ~{10}\nabcdefg\0hi", "UID 1");
    assertThat(client.command("f", "FETCH 1 (BINARY.PEEK[2]<0.7> BINARY.PEEK[2]<5.99>)").all())
        .contains("BINARY[2]<0> {7}\nabcdefg BINARY[2]<5> ~{5}\nfg\0hi)")
        .doesNotContain("UID");
    assertThat(client.command("f", "FETCH 1 (BINARY.SIZE[1.MIME] BINARY.PEEK[9])").isOk().all())
        .contains("BINARY.SIZE[1.MIME] 73", "BINARY[9] NIL");
    for (String refused : new String[] {"BINARY.PEEK[3]", "BINARY.SIZE[3]"}) {
      assertThat(client.command("f", "FETCH 1 " + refused).last()).startsWith("f NO [UNKNOWN-CTE]");
    }
    for (String wrong : new String[] {"BINARY[x]", "BINARY.SIZE[1]<0.1>", "BINARY[1]<0.0>"}) {
      assertThat(client.command("f", "FETCH 1 " + wrong).last()).startsWith("f BAD");
    }
    assertThat(client.command("s", "SEARCH SEEN").isOk().lines()).contains("* SEARCH");
    assertThat(client.command("f", "FETCH 1 BINARY[1]").isOk().all()).contains("\\Seen");
  }

  @Test
  @DisplayName("RFC 3516: APPEND takes NUL in a binary part, which BODY gives as base64")
  void appendBinary() {
    String message = "Content-Transfer-Encoding: binary\r\n\r\na\0b\r\n";
    sent("APPEND INBOX ~{%d+}\r\n%s".formatted(message.length(), message)).isOk();
    assertThat(client.command("f", "FETCH 1 (BODY.PEEK[] BINARY.PEEK[1])").isOk().all())
        .contains("Content-Transfer-Encoding: base64\n\nYQBiDQo=", "BINARY[1] ~{5}\na\0b");
    assertThat(client.command("f", "FETCH 1 BODYSTRUCTURE").isOk().all()).contains("\"BASE64\"");
  }

  @Test
  @DisplayName("ENVELOPE has names in comments, BODY[n.MIME] its empty line")
  void envelope() {
    String message =
        """
        From: a@x.example (Old Name)
        To: b@x.example
        Content-Type: multipart/mixed; boundary=b

        --b

        no header
        --b--
        """
            .replace("\n", "\r\n");
    sent("APPEND INBOX {%d+}\r\n%s".formatted(message.length(), message)).isOk();
    assertThat(client.command("f", "FETCH 1 (ENVELOPE BODY.PEEK[HEADER.FIELDS (FROM)])").all())
        .contains("((\"Old Name\" NIL \"a\" \"x.example\"))", "((NIL NIL \"b\" \"x.example\"))")
        .contains("From: a@x.example (Old Name)");
    assertThat(client.command("f", "FETCH 1 BODY.PEEK[1.MIME]").isOk().all())
        .contains("BODY[1.MIME] {2}\n");
    assertThat(client.command("f", "FETCH 1 BODY.PEEK[1.HEADER]").isOk().all())
        .contains("BODY[1.HEADER] {0}\n");
    assertThat(client.command("f", "FETCH 1 BODY.PEEK[2.MIME]").isOk().all())
        .doesNotContain("BODY[2.MIME] {2}");
  }
}
