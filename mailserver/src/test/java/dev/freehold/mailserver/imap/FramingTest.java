package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.mailserver.MailServerLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("How commands are cut from the bytes that come")
class FramingTest {

  private static final String MESSAGE =
      "From: a@contoso.example\r\nSubject: one\r\n\r\nb1 LOGOUT\r\nb2 DELETE INBOX\r\n";

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
  @DisplayName("A literal and what follows it in the same segment are kept apart")
  void pipelinedLiteral() {
    try (RawClient client = server.inInbox()) {
      client.send(
          "a1 APPEND INBOX {%d+}\r\n%s\r\na2 NOOP\r\n".formatted(MESSAGE.length(), MESSAGE));
      assertThat(client.answer("a1").isOk().last()).contains("[APPENDUID ");
      assertThat(client.answer("a2").isOk().all()).doesNotContain("b1").doesNotContain("b2");
      assertThat(client.command("a3", "UID FETCH * BODY.PEEK[]").isOk().all())
          .contains("{%d}".formatted(MESSAGE.length()))
          .contains("b2 DELETE INBOX");
    }
  }

  @Test
  @DisplayName("A literal in single bytes is the same")
  void dribbled() {
    try (RawClient client = server.signedIn()) {
      for (char next :
          "a1 APPEND INBOX {%d+}\r\n%s\r\n".formatted(MESSAGE.length(), MESSAGE).toCharArray()) {
        client.send(String.valueOf(next));
      }
      client.answer("a1").isOk();
      client.command("a2", "NOOP").isOk();
    }
  }

  @Test
  @DisplayName("A literal of a command that is not understood is no command")
  void literalOfBadCommand() {
    try (RawClient client = server.signedIn()) {
      client.send("a1 NOSUCH {11+}\r\na9 LOGOUT\r\n {3+}\r\nabc x\r\na2 NOOP\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 BAD");
      assertThat(client.answer("a2").isOk().lines()).hasSize(1);
    }
  }

  @Test
  @DisplayName("A quoted string ends with its line")
  void openQuote() {
    try (RawClient client = server.signedIn()) {
      client.send("a1 SELECT \"INBOX\r\na2 NOOP\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 BAD");
      client.answer("a2").isOk();
    }
  }

  @Test
  @DisplayName("Before sign-in a literal of 8 KiB is read, a longer one is not")
  void literalOfStranger() {
    try (RawClient client = server.plain()) {
      int most = MailServerLimits.MAX_LITERAL_BYTES_OF_STRANGER;
      client.send("a1 LOGIN {%d+}\r\n%s secret\r\n".formatted(most, "x".repeat(most)));
      assertThat(client.answer("a1").last()).matches("a1 (BAD|NO) .*");
      client.send("a2 LOGIN {%d}\r\n".formatted(most + 1));
      assertThat(client.answer("a2").last()).startsWith("a2 NO [TOOBIG]");
      client.send("a3 LOGIN {%d+}\r\n%s secret\r\n".formatted(most + 1, "x".repeat(most + 1)));
      assertThat(client.answer("a3").last()).startsWith("a3 NO [TOOBIG]");
      client.command("a4", "NOOP").isOk();
    }
  }

  @Test
  @DisplayName("Before sign-in APPEND is refused, and its literal skipped")
  void appendOfStranger() {
    try (RawClient client = server.plain()) {
      client.send(
          "a1 APPEND INBOX {%d+}\r\n%s\r\na2 NOOP\r\n".formatted(MESSAGE.length(), MESSAGE));
      assertThat(client.answer("a1").last()).startsWith("a1 NO");
      client.answer("a2").isOk();
    }
  }

  @Test
  @DisplayName("A literal of 2 GB is refused before it comes")
  void hugeLiteral() {
    try (RawClient client = server.signedIn()) {
      client.send("a1 APPEND INBOX {2147483648}\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 NO [TOOBIG]");
      client.send("a2 APPEND INBOX {99999999999999999999999999}\r\n");
      assertThat(client.answer("a2").last()).startsWith("a2 NO [TOOBIG]");
      client.command("a3", "NOOP").isOk();
    }
  }

  @Test
  @DisplayName("One that does not wait ends the connection, after the answer")
  void hugeUnaskedLiteral() {
    try (RawClient client = server.signedIn()) {
      client.send("a1 APPEND INBOX {2147483648+}\r\n" + "x".repeat(100_000));
      assertThat(client.answer("a1").last()).startsWith("a1 NO [TOOBIG]");
      assertThat(client.line()).startsWith("* BYE ");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  @DisplayName("One that is too long, but not by much, is read and dropped")
  void skippedLiteral() {
    try (RawClient client = server.signedIn()) {
      int bytes = MailServerLimits.MAX_MESSAGE_BYTES + 1;
      client.send("a1 APPEND INBOX {%d+}\r\n".formatted(bytes));
      client.send(new byte[bytes]);
      client.send("\r\na2 NOOP\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 NO [TOOBIG]");
      client.answer("a2").isOk();
    }
  }

  @Test
  @DisplayName("A folder that is not there is refused before a message is sent to it")
  void tryCreate() {
    try (RawClient client = server.signedIn()) {
      client.send("a1 APPEND nowhere {%d}\r\n".formatted(MESSAGE.length()));
      assertThat(client.answer("a1").last()).startsWith("a1 NO [TRYCREATE]");
      client.send(
          "a2 APPEND nowhere {%d+}\r\n%s\r\na3 NOOP\r\n".formatted(MESSAGE.length(), MESSAGE));
      assertThat(client.answer("a2").last()).startsWith("a2 NO [TRYCREATE]");
      client.answer("a3").isOk();
    }
  }

  @Test
  @DisplayName("A message that more follows in the same command is not stored")
  void moreBehindMessage() {
    try (RawClient client = server.inInbox()) {
      String before = client.command("a0", "STATUS INBOX (MESSAGES)").isOk().lines().getFirst();
      client.send("a1 APPEND INBOX {%d+}\r\n%s more\r\n".formatted(MESSAGE.length(), MESSAGE));
      assertThat(client.answer("a1").last()).startsWith("a1 BAD");
      assertThat(client.command("a2", "STATUS INBOX (MESSAGES)").isOk().all()).contains(before);
    }
  }

  @Test
  @DisplayName("10,000 commands without an end are answered, or end the connection")
  void unfinishedCommands() {
    try (RawClient client = server.signedIn()) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 10_000; i++) {
        many.append("u%d SELECT {3+}\r\nabc {2+}\r\nab (\r\n".formatted(i));
      }
      Thread.ofVirtual().start(() -> client.send(many.toString()));
      assertThat(client.answer("u9999").last()).startsWith("u9999 ");
      client.command("a1", "NOOP").isOk();
    }
  }

  @Test
  @DisplayName("A line without an end is cut at its bound")
  void endlessLine() {
    try (RawClient client = server.plain()) {
      client.send("a1 LOGIN " + "x".repeat(MailServerLimits.MAX_COMMAND_BYTES_OF_STRANGER));
      assertThat(client.line()).startsWith("* BYE a command is longer than 8192 bytes");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  @DisplayName("Too many commands that nobody understands end the connection of a stranger")
  void noise() {
    try (RawClient client = server.plain()) {
      client.send("GET / HTTP/1.1\r\nHost: mail\r\n\r\n".repeat(10));
      assertThat(client.answer("*END").last()).startsWith("* BYE too many commands");
    }
  }
}
