package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@DisplayName("IDLE, and what is announced")
class IdleTest {

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
  @DisplayName("A client in IDLE hears what others do, until it says DONE")
  void idle() {
    try (RawClient idle = server.inInbox();
        RawClient other = server.inInbox()) {
      idle.send("a1 IDLE\r\n");
      assertThat(idle.line()).startsWith("+ ");
      other.send("b1 APPEND INBOX {5+}\r\nA: b\n\r\n");
      other.answer("b1").isOk();
      String line = idle.line();
      assertThat(line).matches("\\* \\d+ EXISTS");
      idle.send("DONE\r\n");
      idle.answer("a1").isOk();
      idle.send("a2 IDLE\r\nDONE\r\na3 NOOP\r\n");
      idle.answer("a2").isOk();
      idle.answer("a3").isOk();
      idle.send("a4 IDLE\r\na5 NOOP\r\n");
      assertThat(idle.answer("a4").last()).startsWith("a4 BAD");
    }
  }

  @Test
  @DisplayName("Clients in IDLE that do not read hold up nobody")
  void silentIdlers() {
    List<RawClient> silent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RawClient idle = server.inInbox();
      idle.send("a1 IDLE\r\n");
      silent.add(idle);
    }
    try (RawClient other = server.signedIn()) {
      for (int i = 0; i < 50; i++) {
        other.send("b%d APPEND INBOX {5+}\r\nA: b\n\r\n".formatted(i));
        other.answer("b" + i).isOk();
      }
    }
    silent.forEach(RawClient::close);
  }

  @Test
  @DisplayName(
      "A client in IDLE stays if a key cannot be had for a moment, as the database is down")
  void databaseIsDown(@TempDir Path folder) {
    AtomicInteger failures = new AtomicInteger(2);
    TestImap.Wish wish = TestImap.Wish.PLAIN.withMailboxes(all -> failing(all, failures));
    try (TestImap shaky = TestImap.start(folder, wish);
        RawClient idle = shaky.inInbox();
        RawClient other = shaky.signedIn()) {
      idle.send("a1 IDLE\r\n");
      assertThat(idle.line()).startsWith("+ ");
      other.send("b1 APPEND INBOX {5+}\r\nA: b\n\r\n");
      other.answer("b1").isOk();
      assertThat(idle.line()).isEqualTo("* 1 EXISTS");
      assertThat(failures).hasNonPositiveValue();
    }
  }

  /** Folders cannot be opened so many times by who tells clients in IDLE. */
  private static MailboxManager failing(MailboxManager all, AtomicInteger failures) {
    return (MailboxManager)
        Proxy.newProxyInstance(
            IdleTest.class.getClassLoader(),
            new Class<?>[] {MailboxManager.class},
            (_, method, arguments) -> {
              boolean isOfIdle = Thread.currentThread().getName().equals("imap-idle");
              if (isOfIdle
                  && method.getName().equals("getMailboxReactive")
                  && failures.getAndDecrement() > 0) {
                return Mono.error(noKey());
              }
              try {
                return method.invoke(all, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  private static MailboxException noKey() {
    Throwable key = new KeyAccessException(KeyAccessException.Reason.NOT_RECORDED, "not recorded");
    key.initCause(new PersistenceException(PersistenceError.UNREACHABLE, "no answer", null));
    return new MailboxException("no key", new IllegalStateException(key));
  }

  @Test
  @DisplayName("ENABLE answers with what it enabled, and only that")
  void enable() {
    try (RawClient client = server.signedIn()) {
      assertThat(client.command("a1", "ENABLE CONDSTORE UTF8=ACCEPT X-NONE").isOk().all())
          .contains("* ENABLED CONDSTORE\n");
      assertThat(client.command("a2", "ENABLE X-NONE").isOk().all()).contains("* ENABLED\n");
    }
  }

  @Test
  @DisplayName("What is announced changes with sign-in, and withheld commands are unknown")
  void announced() {
    try (RawClient client = server.plain()) {
      assertThat(client.greeting()).contains("AUTH=PLAIN").doesNotContain("COMPRESS");
    }
    try (RawClient client = server.signedIn()) {
      String names = client.command("a1", "CAPABILITY").isOk().lines().getFirst();
      assertThat(names)
          .startsWith("* CAPABILITY IMAP4rev1 ")
          .contains(" QRESYNC ")
          .contains(" APPENDLIMIT=52428800")
          .doesNotContain("AUTH=")
          .doesNotContain("ACL")
          .doesNotContain("I18NLEVEL");
      assertThat(client.command("a2", "XLIST \"\" *").last()).startsWith("a2 BAD");
      assertThat(client.command("a3", "SETACL INBOX bob lr").last()).startsWith("a3 BAD");
      assertThat(client.command("a4", "ID (\"name\" \"x\")").isOk().all())
          .contains("* ID (\"name\" \"Freehold\")");
      assertThat(client.command("a5", "LOGOUT").isOk().lines().getFirst()).startsWith("* BYE");
      assertThat(client.isEnded()).isTrue();
    }
  }
}
