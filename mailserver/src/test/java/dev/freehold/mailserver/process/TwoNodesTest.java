package dev.freehold.mailserver.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.mailserver.imap.RawClient;
import dev.freehold.persistence.testing.AwakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two nodes that serve one mailbox")
@Order(1)
class TwoNodesTest {

  private static final String MESSAGE = "Subject: x\r\n\r\nbody\r\n";
  private static final String APPEND = "{%d+}\r\n%s".formatted(MESSAGE.length(), MESSAGE);

  private static TwoNodes nodes;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    nodes = TwoNodes.start(folder);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  /** The next line of a client in IDLE that is not about the health of the connection. */
  private static void assertHears(RawClient idle, long sinceNanos, String pattern) {
    String line = idle.line();
    while (line != null && !Pattern.compile(pattern).matcher(line).find()) {
      line = idle.line();
    }
    Duration taken = AwakeTime.since(sinceNanos);
    assertThat(line).as(pattern).isNotNull();
    assertThat(taken).as(pattern).isLessThan(TwoNodes.HEARD);
  }

  @Test
  @DisplayName("tell who is in IDLE at one what clients of the other do, within 2 s")
  void idle() {
    try (RawClient other = TwoNodes.client(nodes.there)) {
      other.command("a", "CREATE News").isOk();
      other.command("b", "SELECT News").isOk();
      try (RawClient idle = TwoNodes.idle(nodes.here, "News")) {
        other.command("c", "APPEND News " + APPEND).isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* 1 EXISTS");
        other.command("d", "STORE 1 +FLAGS (\\Flagged $later)").isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* 1 FETCH .*\\$later");
        other.command("e", "STORE 1 +FLAGS (\\Deleted)").isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* 1 FETCH .*\\\\Deleted");
        other.command("f", "EXPUNGE").isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* 1 EXPUNGE");
        other.command("g", "RENAME News Later").isOk();
        other.command("h", "APPEND Later " + APPEND).isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* 1 EXISTS");
        other.command("i", "UNSELECT").isOk();
        other.command("j", "DELETE Later").isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* BYE \\[NONEXISTENT\\]");
      }
    }
  }

  @Test
  @DisplayName("tell who is in IDLE at one what is delivered at the other, within 2 s")
  void delivery() {
    try (RawClient idle = TwoNodes.idle(nodes.here, "INBOX")) {
      SharingClient.deliver(nodes.there.door(0));
      assertHears(idle, AwakeTime.nanos(), "^\\* \\d+ EXISTS");
      SharingClient.deliver(nodes.here.door(0));
      assertHears(idle, AwakeTime.nanos(), "^\\* \\d+ EXISTS");
    }
  }

  @Test
  @DisplayName("know at once of folders, subscriptions and the quota that the other changed")
  void state() {
    try (RawClient here = TwoNodes.client(nodes.here);
        RawClient there = TwoNodes.client(nodes.there)) {
      here.command("a", "LIST \"\" *").isOk();
      here.command("b", "LSUB \"\" *").isOk();
      String before = here.command("c", "GETQUOTA mailbox").isOk().all();
      there.command("a", "CREATE State/Below").isOk();
      there.command("b", "SUBSCRIBE State/Below").isOk();
      there
          .command("c", "APPEND State/Below {9004+}\r\nA: b\r\n\r\n" + "x".repeat(8_994) + "\r\n")
          .isOk();
      assertThat(here.command("d", "LIST \"\" *").isOk().all()).contains("State/Below");
      assertThat(here.command("e", "LSUB \"\" *").isOk().all()).contains("State/Below");
      assertThat(here.command("f", "STATUS State/Below (MESSAGES UIDNEXT)").isOk().all())
          .contains("MESSAGES 1", "UIDNEXT 2");
      assertThat(here.command("g", "GETQUOTA mailbox").isOk().all()).isNotEqualTo(before);
      there.command("d", "RENAME State Elsewhere").isOk();
      assertThat(here.command("h", "LIST \"\" *").isOk().all())
          .contains("Elsewhere/Below")
          .doesNotContain("State/Below");
      assertThat(here.command("i", "SELECT State/Below").last()).startsWith("i NO");
    }
  }

  @Test
  @DisplayName("sort and search with what the other changed")
  void remembered() {
    try (RawClient here = TwoNodes.client(nodes.here);
        RawClient there = TwoNodes.client(nodes.there)) {
      there.command("a", "CREATE Sorted").isOk();
      there.command("b", "APPEND Sorted {18+}\r\nSubject: b\r\n\r\nb\r\n").isOk();
      here.command("a", "SELECT Sorted").isOk();
      assertThat(here.command("b", "SORT (SUBJECT) UTF-8 ALL").isOk().all()).contains("* SORT 1");
      there.command("c", "APPEND Sorted {18+}\r\nSubject: a\r\n\r\na\r\n").isOk();
      long appendedNanos = AwakeTime.nanos();
      await().until(() -> here.command("c", "NOOP").isOk().all().contains("* 2 EXISTS"));
      assertThat(AwakeTime.since(appendedNanos)).isLessThan(TwoNodes.HEARD);
      there.command("d", "SELECT Sorted").isOk();
      there.command("e", "UID STORE 1 +FLAGS (\\Seen)").isOk();
      assertThat(here.command("d", "UID SORT (SUBJECT) UTF-8 ALL").isOk().all())
          .contains("* SORT 2 1");
      assertThat(here.command("e", "UID SEARCH UNSEEN").isOk().all()).contains("* SEARCH 2\n");
    }
  }

  @Test
  @DisplayName("hear each other again after PostgreSQL has cut all connections, and lose no news")
  void cut(@TempDir Path folder) throws Exception {
    try (TwoNodes own = TwoNodes.start(folder);
        StoredMail stored = new StoredMail(own.place);
        RawClient other = TwoNodes.client(own.there)) {
      other.command("a", "CREATE Cut").isOk();
      try (RawClient idle = TwoNodes.idle(own.here, "Cut")) {
        stored.store.database.read(
            tx ->
                tx.createQuery(
                        """
                        SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """)
                    .mapTo(Integer.class)
                    .one());
        appendUntilTaken(other, "Cut");
        assertHears(idle, AwakeTime.nanos(), "^\\* 1 EXISTS");
        other.command("c", "APPEND Cut " + APPEND).isOk();
        assertHears(idle, AwakeTime.nanos(), "^\\* 2 EXISTS");
      }
    }
  }

  /** A connection that the pool believed in may be refused once. */
  private static void appendUntilTaken(RawClient client, String folder) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!client.command("b", "APPEND %s %s".formatted(folder, APPEND)).last().contains(" OK ")) {
      assertThat(System.nanoTime()).as("appends are taken again").isLessThan(end);
    }
  }

  @Test
  @DisplayName("look when a stranger sends notices, and believe none")
  void stranger() {
    try (StoredMail stored = new StoredMail(nodes.place);
        RawClient idle = TwoNodes.idle(nodes.here, "INBOX");
        RawClient other = TwoNodes.client(nodes.there)) {
      String id = stored.store.inbox(stored.mailbox).id().toString();
      for (String payload : List.of(id, id + " " + id, id + " *", "* EXISTS", "x".repeat(7_999))) {
        stored.store.database.write(
            tx -> tx.select("SELECT pg_notify('freehold_changes', ?)", payload).mapToMap().list());
      }
      other.command("a", "APPEND INBOX " + APPEND).isOk();
      assertThat(idle.line()).matches("\\* \\d+ EXISTS");
    }
  }

  @Test
  @DisplayName("do not wait for one that was killed while it held the folder")
  void killed(@TempDir Path folder) throws Exception {
    try (TwoNodes own = TwoNodes.start(folder);
        HoldingChild holding = HoldingChild.start(own.place);
        RawClient client = TwoNodes.client(own.here)) {
      client.send("a APPEND INBOX " + APPEND + "\r\n");
      holding.awaitWaiter();
      long killedNanos = AwakeTime.nanos();
      holding.kill();
      client.answer("a").isOk();
      assertThat(AwakeTime.since(killedNanos)).isLessThan(TwoNodes.HEARD);
      assertThat(client.command("b", "STATUS INBOX (MESSAGES UIDNEXT)").isOk().all())
          .contains("MESSAGES 1", "UIDNEXT 2");
    }
  }

  @Test
  @DisplayName("go on without the other")
  void alone(@TempDir Path folder) throws Exception {
    try (TwoNodes own = TwoNodes.start(folder);
        RawClient idle = TwoNodes.idle(own.here, "INBOX");
        RawClient there = TwoNodes.client(own.there);
        RawClient here = TwoNodes.client(own.here)) {
      there.command("a", "APPEND INBOX " + APPEND).isOk();
      own.there.kill();
      here.command("b", "APPEND INBOX " + APPEND).isOk();
      assertHears(idle, AwakeTime.nanos(), "^\\* 2 EXISTS");
    }
  }
}
