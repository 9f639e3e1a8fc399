package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Signing in over IMAP")
class SignInTest {

  private static final String USER = TestImap.ALICE.asString();
  private static final String PLAIN = base64("\0" + USER + "\0" + TestImap.PASSWORD);

  private static TestImap server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestImap.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("PLAIN, with its response in the command or behind it")
  void plain() {
    try (RawClient client = server.plain()) {
      assertThat(client.command("a1", "AUTHENTICATE PLAIN " + PLAIN).isOk().last())
          .startsWith("a1 OK [CAPABILITY IMAP4rev1 ");
    }
    try (RawClient client = server.plain()) {
      client.send("a1 AUTHENTICATE PLAIN\r\n");
      assertThat(client.line()).startsWith("+");
      client.send(PLAIN + "\r\n");
      client.answer("a1").isOk();
      assertThat(client.command("a2", "LOGIN a b").last()).startsWith("a2 NO");
    }
  }

  @Test
  @DisplayName("LOGIN as a mechanism asks for name and password")
  void login() {
    try (RawClient client = server.plain()) {
      client.send("a1 AUTHENTICATE LOGIN\r\n");
      assertThat(client.line()).isEqualTo("+ " + base64("Username:"));
      client.send(base64(USER) + "\r\n");
      assertThat(client.line()).isEqualTo("+ " + base64("Password:"));
      client.send(base64(TestImap.PASSWORD) + "\r\n");
      client.answer("a1").isOk();
    }
  }

  @Test
  @DisplayName("LOGIN takes name and password as literals")
  void literals() {
    try (RawClient client = server.plain()) {
      client.send("a1 LOGIN {%d}\r\n".formatted(USER.length()));
      assertThat(client.line()).startsWith("+ ");
      client.send("%s {%d}\r\n".formatted(USER, TestImap.PASSWORD.length()));
      assertThat(client.line()).startsWith("+ ");
      client.send(TestImap.PASSWORD + "\r\n");
      client.answer("a1").isOk();
    }
  }

  @Test
  @DisplayName("OAUTHBEARER takes a token, and says in its own way why it does not")
  void bearer() {
    try (RawClient client = server.plain()) {
      String bad = base64("n,a=%s,\u0001auth=Bearer bad\u0001\u0001".formatted(USER));
      client.send("a1 AUTHENTICATE OAUTHBEARER " + bad + "\r\n");
      assertThat(client.line())
          .startsWith("+ " + base64("{\"status\":\"invalid_token\"").substring(0, 24));
      client.send("AQ==\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 NO [AUTHENTICATIONFAILED]");
      String good =
          base64("n,a=%s,\u0001host=x\u0001auth=Bearer good-token\u0001\u0001".formatted(USER));
      client.command("a2", "AUTHENTICATE OAUTHBEARER " + good).isOk();
    }
  }

  @Test
  @DisplayName("XOAUTH2 takes the same token")
  void xoauth2() {
    try (RawClient client = server.plain()) {
      client.send("a1 AUTHENTICATE XOAUTH2\r\n");
      assertThat(client.line()).startsWith("+");
      client.send(
          base64("user=%s\u0001auth=Bearer good-token\u0001\u0001".formatted(USER)) + "\r\n");
      client.answer("a1").isOk();
    }
  }

  @Test
  @DisplayName("A delegate names the other mailbox, in each way to sign in that has room for it")
  void delegates() {
    String both = USER + "\\" + TestImap.SHARED;
    String shared = TestImap.SHARED + "\0" + USER + "\0" + TestImap.PASSWORD;
    String oneName = "\0" + both + "\0" + TestImap.PASSWORD;
    for (String command :
        List.of(
            "LOGIN \"%s\" \"%s\"".formatted(both.replace("\\", "\\\\"), TestImap.PASSWORD),
            "AUTHENTICATE PLAIN " + base64(shared),
            "AUTHENTICATE PLAIN " + base64(oneName))) {
      try (RawClient client = server.plain()) {
        client.command("a1", command).isOk();
      }
    }
    try (RawClient client = server.plain()) {
      client.send("a1 AUTHENTICATE LOGIN\r\n");
      client.line();
      client.send(base64(both) + "\r\n");
      client.line();
      client.send(base64(TestImap.PASSWORD) + "\r\n");
      client.answer("a1").isOk();
    }
  }

  @Test
  @DisplayName("Nobody opens a mailbox of another's without full access")
  void strangers() {
    try (RawClient client = server.plain()) {
      String bob = base64("bob\0" + USER + "\0" + TestImap.PASSWORD);
      assertThat(client.command("a1", "AUTHENTICATE PLAIN " + bob).last())
          .startsWith("a1 NO [AUTHORIZATIONFAILED] there is no such mailbox");
      assertThat(client.command("a2", "LOGIN a@b@c x").last())
          .startsWith("a2 NO [AUTHENTICATIONFAILED]");
    }
  }

  @Test
  @DisplayName("A delegate in IDLE is cut off when the full access ends")
  void delegateInIdle(@TempDir Path folder) {
    try (TestImap own = TestImap.start(folder);
        RawClient client = own.plain()) {
      String shared = TestImap.SHARED + "\0" + USER + "\0" + TestImap.PASSWORD;
      client.command("a1", "AUTHENTICATE PLAIN " + base64(shared)).isOk();
      client.command("a2", "SELECT INBOX").isOk();
      client.send("a3 IDLE\r\n");
      assertThat(client.line()).startsWith("+ ");
      own.signOutAll();
      assertThat(client.line()).startsWith("* BYE you were signed out");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  @DisplayName("Each refusal has its own code")
  void refusals() {
    try (RawClient client = server.plain()) {
      assertThat(client.command("a1", "LOGIN off@contoso.example x").last())
          .startsWith("a1 NO [NOPERM] IMAP is switched off");
      assertThat(client.command("a2", "LOGIN busy@contoso.example x").last())
          .startsWith("a2 NO [LIMIT]");
      assertThat(client.command("a3", "LOGIN nobody x").last())
          .startsWith("a3 NO [AUTHENTICATIONFAILED]");
      assertThat(client.line()).startsWith("* BYE too many sign-ins were refused");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  @DisplayName("An exchange is given up with a star")
  void cancelled() {
    try (RawClient client = server.plain()) {
      client.send("a1 AUTHENTICATE PLAIN\r\n");
      client.line();
      client.send("*\r\n");
      assertThat(client.answer("a1").last()).startsWith("a1 BAD");
      client.send("a2 AUTHENTICATE PLAIN not-base64!\r\n");
      assertThat(client.answer("a2").last()).startsWith("a2 BAD");
      assertThat(client.command("a3", "AUTHENTICATE GSSAPI").last()).startsWith("a3 NO");
      client.command("a4", "AUTHENTICATE PLAIN " + PLAIN).isOk();
    }
  }

  @Test
  @DisplayName("Who is signed out everywhere is so in open connections, in IDLE too")
  void signedOut(@TempDir Path folder) throws Exception {
    AtomicReference<MailboxManager> manager = new AtomicReference<>();
    try (TestImap other =
            TestImap.start(folder, TestImap.Wish.PLAIN.withMailboxes(noted(manager)));
        RawClient working = other.inInbox();
        RawClient idle = other.inInbox()) {
      idle.send("a1 IDLE\r\n");
      assertThat(idle.line()).startsWith("+ ");
      append(manager.get(), "A: b");
      assertThat(idle.line()).contains("EXISTS");
      assertThat(idle.line()).contains("RECENT");
      other.signOutAll();
      append(manager.get(), "A: c");
      assertThat(idle.line()).startsWith("* BYE you were signed out");
      assertThat(idle.isEnded()).isTrue();
      assertThat(working.command("a1", "FETCH 1 FLAGS").last())
          .startsWith("* BYE you were signed out");
      assertThat(working.isEnded()).isTrue();
    }
  }

  @Test
  @DisplayName("Who is signed out everywhere gets no further message of a FETCH that runs")
  void signedOutInFetch(@TempDir Path folder) throws Exception {
    AtomicReference<MailboxManager> manager = new AtomicReference<>();
    int messages = 40;
    try (TestImap other =
        TestImap.start(folder, TestImap.Wish.PLAIN.withMailboxes(noted(manager)))) {
      for (int i = 0; i < messages; i++) {
        append(manager.get(), "A: b\r\n\r\n" + "x".repeat(1024 * 1024));
      }
      try (RawClient client = other.inInbox()) {
        client.send("a1 FETCH 1:* (BODY.PEEK[])\r\n");
        client.bytes(1024 * 1024);
        other.signOutAll();
        long bytes = 0;
        for (int got = 1; got > 0; bytes += got) {
          got = client.bytes(64 * 1024).length;
        }
        assertThat(bytes).isLessThan(messages / 2 * 1024L * 1024);
      }
    }
  }

  private static UnaryOperator<MailboxManager> noted(AtomicReference<MailboxManager> manager) {
    return made -> {
      manager.set(made);
      return made;
    };
  }

  private static void append(MailboxManager manager, String message) throws MailboxException {
    MailboxSession elsewhere = manager.createSystemSession(TestImap.ALICE);
    manager
        .getMailbox(MailboxPath.inbox(TestImap.ALICE), elsewhere)
        .appendMessage(
            MessageManager.AppendCommand.builder()
                .build(message.getBytes(StandardCharsets.US_ASCII)),
            elsewhere);
  }
}
