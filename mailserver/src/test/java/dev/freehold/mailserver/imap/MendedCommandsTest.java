package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("James's commands, mended")
class MendedCommandsTest {

  private TestImap server;
  private RawClient client;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestImap.start(folder);
    client = server.signedIn();
    for (int number = 1; number <= 4; number++) {
      client.send("p APPEND INBOX {5+}\r\nA: b\n\r\n");
      client.answer("p").isOk();
    }
    client.command("s", "SELECT INBOX").isOk();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("LIST takes several patterns, and names each folder once")
  void patterns() {
    for (String name : new String[] {"work", "work.old", "home", "away"}) {
      client.command("c", "CREATE " + name).isOk();
    }
    assertThat(client.command("l", "LIST \"\" (work* \"home\" {3+}\r\nw%k)").isOk().lines())
        .hasSize(4)
        .anyMatch(line -> line.endsWith("\"work\""))
        .anyMatch(line -> line.endsWith("\"work.old\""))
        .anyMatch(line -> line.endsWith("\"home\""));
    assertThat(
            client
                .command("l", "LIST \"\" (work* work) RETURN (STATUS (MESSAGES))")
                .isOk()
                .lines()
                .stream()
                .filter(line -> line.startsWith("* STATUS ")))
        .hasSize(2);
    assertThat(client.command("l", "LIST \"\" ()").last()).startsWith("l BAD ");
    assertThat(client.command("l", "LIST \"\" (a(b))").last()).startsWith("l BAD ");
    String many = "a ".repeat(101).strip();
    assertThat(client.command("l", "LIST \"\" (" + many + ")").last()).startsWith("l BAD ");
  }

  @Test
  @DisplayName("LIST with RECURSIVEMATCH alone is BAD")
  void recursiveMatch() {
    assertThat(client.command("l", "LIST (RECURSIVEMATCH) \"\" *").last()).startsWith("l BAD ");
    assertThat(client.command("l", "LIST (RECURSIVEMATCH REMOTE) \"\" *").last())
        .startsWith("l BAD ");
    client.command("c", "CREATE work.old").isOk();
    client.command("c", "SUBSCRIBE work.old").isOk();
    assertThat(client.command("l", "LIST (SUBSCRIBED RECURSIVEMATCH) \"\" %").isOk().lines())
        .anyMatch(line -> line.contains("\"work\"") && line.contains("CHILDINFO"));
    assertThat(client.command("l", "LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (% *)").isOk().lines())
        .noneMatch(line -> line.contains("CHILDINFO"))
        .anyMatch(line -> line.contains("\"work.old\""));
  }

  @Test
  @DisplayName("SELECT and EXAMINE close the folder that is open, also where they fail")
  void closed() {
    assertThat(client.command("s", "SELECT nowhere").last()).startsWith("s NO ");
    assertThat(client.command("f", "FETCH 1 FLAGS").last()).startsWith("f NO ");
    client.command("e", "ENABLE QRESYNC").isOk();
    assertThat(client.command("s", "EXAMINE INBOX").isOk().lines())
        .noneMatch(line -> line.contains("[CLOSED]"));
    assertThat(client.command("s", "EXAMINE INBOX").isOk().lines().getFirst())
        .startsWith("* OK [CLOSED]");
    assertThat(client.command("s", "SELECT nowhere").lines().getFirst())
        .startsWith("* OK [CLOSED]");
  }

  @Test
  @DisplayName("nothing changes in a folder that EXAMINE opened")
  void examined() {
    client.command("c", "CREATE there").isOk();
    client.command("d", "STORE 1:2 +FLAGS.SILENT (\\Deleted)").isOk();
    assertThat(client.command("x", "EXAMINE INBOX").isOk().lines())
        .contains("* OK [PERMANENTFLAGS ()] Read-only");
    for (String change :
        List.of(
            "STORE 3 +FLAGS (\\Seen)",
            "UID STORE 3 (UNCHANGEDSINCE 99) +FLAGS (\\Seen)",
            "EXPUNGE",
            "UID EXPUNGE 1:*",
            "MOVE 3 there",
            "UID MOVE 3 there")) {
      assertThat(client.command("r", change).last()).startsWith("r NO [READ-ONLY] ");
    }
    assertThat(client.command("f", "FETCH 4 BODY[]").isOk().lines().getFirst())
        .startsWith("* 4 FETCH (BODY[] ");
    client.command("k", "COPY 3 there").isOk();
    assertThat(client.command("c", "CLOSE").isOk().lines()).hasSize(1);
    assertThat(client.command("f", "FETCH 1 FLAGS").last()).startsWith("f NO ");
    client.command("s", "SELECT INBOX").isOk();
    assertThat(client.command("f", "FETCH 1:* FLAGS").isOk().lines())
        .containsExactly(
            "* 1 FETCH (FLAGS (\\Deleted))",
            "* 2 FETCH (FLAGS (\\Deleted))",
            "* 3 FETCH (FLAGS ())",
            "* 4 FETCH (FLAGS ())",
            "f OK FETCH completed.");
    client.command("c", "CLOSE").isOk();
    assertThat(client.command("t", "STATUS INBOX (MESSAGES)").isOk().lines().getFirst())
        .contains("(MESSAGES 2)");
  }

  @Test
  @DisplayName("UIDs that no message has are no mistake, also where the folder is empty")
  void nobodysUids() {
    client.command("c", "CREATE there").isOk();
    client.command("s", "SELECT there").isOk();
    for (String uids : new String[] {"1:*", "7", "3:9,12"}) {
      client.command("f", "UID FETCH " + uids + " (FLAGS)").isOk();
      client.command("t", "UID STORE " + uids + " +FLAGS (\\Seen)").isOk();
      client.command("y", "UID COPY " + uids + " INBOX").isOk();
      client.command("m", "UID MOVE " + uids + " INBOX").isOk();
    }
    assertThat(client.command("f", "FETCH 1:* (FLAGS)").last()).startsWith("f BAD ");
  }

  @Test
  @DisplayName("a folder name that is not in modified UTF-7 is BAD, and the connection goes on")
  void names() {
    for (String wrong :
        List.of(
            "CREATE &bad",
            "SELECT \"a&\"",
            "EXAMINE {4+}\r\n&bad",
            "SUBSCRIBE \"x&bad\"",
            "RENAME INBOX \"&*\"",
            "STATUS &bad (MESSAGES)",
            "COPY 1 &bad",
            "LIST \"\" \"*&\"",
            "LIST \"\" (a \"&\")",
            "LIST \"&bad\" *",
            "LSUB \"\" \"*&\"",
            "LSUB \"&bad\" *")) {
      assertThat(client.command("n", wrong).last()).as(wrong).startsWith("n BAD ");
    }
    client.command("c", "CREATE &AOQ-").isOk();
    client.command("s", "SUBSCRIBE &AOQ-").isOk();
    assertThat(client.command("l", "LSUB \"\" &AOQ-").isOk().lines())
        .anyMatch(line -> line.endsWith("&AOQ-\""));
    client.command("c", "CREATE a&-b.c").isOk();
    client.command("s", "SUBSCRIBE a&-b.c").isOk();
    for (String list : List.of("LIST", "LSUB")) {
      assertThat(client.command("l", list + " \"a&-b.\" %").isOk().lines())
          .anyMatch(line -> line.endsWith("\"a&-b.c\""));
    }
  }

  @Test
  @DisplayName("FETCH answers once for a message that is named twice")
  void namedTwice() {
    assertThat(client.command("f", "FETCH 3,2:4,1,4 UID").isOk().lines())
        .containsExactly(
            "* 1 FETCH (UID 1)",
            "* 2 FETCH (UID 2)",
            "* 3 FETCH (UID 3)",
            "* 4 FETCH (UID 4)",
            "f OK FETCH completed.");
  }

  @Test
  @DisplayName("MOVE says COPYUID before the messages go")
  void copyUidFirst() {
    client.command("c", "CREATE there").isOk();
    var lines = client.command("m", "UID MOVE 2:3 there").isOk().lines();
    assertThat(lines.getFirst()).matches("\\* OK \\[COPYUID \\d+ 2:3 1:2\\] .*");
    assertThat(lines.subList(1, 3)).containsExactly("* 2 EXPUNGE", "* 2 EXPUNGE");
    assertThat(lines.getLast()).isEqualTo("m OK MOVE completed.");
    assertThat(client.command("m", "MOVE 1 nowhere").last()).startsWith("m NO [TRYCREATE]");
    assertThat(client.command("m", "MOVE 1 INBOX").isOk().lines())
        .filteredOn(line -> line.matches("\\* \\d+ E.*"))
        .containsExactly("* 1 EXPUNGE", "* 2 EXISTS");
  }

  @Test
  @DisplayName("COPYUID has the UIDs of the messages, in the order of their copies")
  void copyUid() {
    client.command("c", "CREATE there").isOk();
    client.command("d", "STORE 1 +FLAGS.SILENT (\\Deleted)").isOk();
    client.command("d", "EXPUNGE").isOk();
    assertThat(client.command("m", "COPY 1,3 there").isOk().last())
        .matches("m OK \\[COPYUID \\d+ 2,4 1:2\\] COPY completed.");
    assertThat(client.command("m", "UID COPY 4,1:3 there").isOk().last())
        .matches("m OK \\[COPYUID \\d+ 2:4 3:5\\] .*");
    assertThat(client.command("m", "UID COPY 9:* there").isOk().last())
        .matches("m OK \\[COPYUID \\d+ 4 6\\] .*");
    assertThat(client.command("m", "COPY 1:* there").isOk().last())
        .matches("m OK \\[COPYUID \\d+ 2:4 7:9\\] .*");
    assertThat(client.command("m", "UID COPY 7 there").last()).isEqualTo("m OK COPY completed.");
    assertThat(client.command("m", "COPY 7 there").last()).startsWith("m BAD ");
  }

  @Test
  @DisplayName("FETCH and STORE say that numbers they name are of messages that are gone")
  void expungeIssued() {
    try (RawClient other = server.inInbox()) {
      other.command("d", "STORE 1,3 +FLAGS.SILENT (\\Deleted)").isOk();
      other.command("d", "EXPUNGE").isOk();
    }
    assertThat(client.command("f", "FETCH 1:4 (UID)").isOk().lines())
        .contains("* 1 FETCH (UID 1)", "* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)")
        .contains("* 4 FETCH (UID 4)", "f OK FETCH completed.");
    assertThat(client.command("f", "FETCH 1:4 (UID RFC822.SIZE)").isOk().lines())
        .anyMatch(line -> line.startsWith("* 2 FETCH "))
        .noneMatch(line -> line.startsWith("* 1 FETCH "))
        .last()
        .asString()
        .startsWith("f OK [EXPUNGEISSUED] ");
    assertThat(client.command("f", "STORE 1:2 +FLAGS (\\Seen)").isOk().last())
        .startsWith("f OK [EXPUNGEISSUED] ");
    assertThat(client.command("f", "FETCH 2 (UID)").isOk().last())
        .isEqualTo("f OK FETCH completed.");
    assertThat(client.command("n", "NOOP").isOk().lines()).contains("* 1 EXPUNGE", "* 2 EXPUNGE");
    assertThat(client.command("f", "FETCH 1:* (UID)").isOk().last())
        .isEqualTo("f OK FETCH completed.");
  }

  @Test
  @DisplayName("A new keyword is told, whatever flag changes after it")
  void keywords() {
    try (RawClient other = server.inInbox()) {
      other.command("k", "STORE 1 +FLAGS (hello)").isOk();
      other.command("k", "STORE 2 +FLAGS (\\Seen)").isOk();
    }
    assertThat(client.command("n", "NOOP").isOk().lines())
        .anyMatch(line -> line.startsWith("* FLAGS (") && line.contains("hello"))
        .anyMatch(line -> line.contains("[PERMANENTFLAGS (") && line.contains("hello"));
    assertThat(client.command("n", "NOOP").isOk().all()).doesNotContain("FLAGS");
  }
}
