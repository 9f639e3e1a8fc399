package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mailserver.commands.OrderCache;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.mailserver.store.StoreFixture;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.scheduler.Schedulers;

@DisplayName("IMAP over sealed mailboxes")
class SealedImapTest {

  private final StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
  private Mailbox mailbox;
  private SealedMailboxes sealed;
  private OrderCache cache;
  private TestImap server;
  private RawClient client;

  @BeforeEach
  void start(@TempDir Path folder) {
    mailbox = fixture.real.mailbox("alice@contoso.example");
    sealed = ImapMailboxes.open(fixture.mail);
    cache = new OrderCache(sealed.envelopes(), Schedulers.boundedElastic(), Duration.ofMinutes(1));
    server =
        TestImap.start(
            folder,
            TestImap.Wish.PLAIN,
            ImapMailboxes.of(sealed, fixture.real.folders, cache),
            new SessionUser(mailbox.tenantId(), mailbox.id(), UUID.randomUUID()).username());
    client = server.signedIn();
    append(
        """
        Subject: pears
        Message-ID: <1@x>
        From: zoe@x.example
        Date: Mon, 2 Feb 2026 00:30:00 +0200

        first body
        """);
    append(
        """
        Subject: Re: apples
        Message-ID: <2@x>
        References: <1@x>
        From: Bob <bob@x.example>
        Date: Sun, 1 Feb 2026 09:00:00 +0000

        second body
        """);
    append(
        """
        Subject: plums
        Message-ID: <3@x>
        From: eve@x.example
        Date: Tue, 3 Feb 2026 11:00:00 +0000
        Content-Type: message/rfc822

        Subject: inner

        inner body
        """);
    client.command("s", "SELECT INBOX").isOk();
  }

  private void append(String message) {
    String lines = message.replace("\n", "\r\n");
    client.send("p APPEND INBOX {%d+}\r\n%s\r\n".formatted(lines.length(), lines));
    client.answer("p").isOk();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    cache.close();
    sealed.close();
    fixture.close();
  }

  private String untagged(String command) {
    return client.command("c", command).isOk().lines().getFirst();
  }

  @Test
  @DisplayName("SEARCH finds by rows, by envelopes and by the bytes of messages")
  void search() {
    assertThat(untagged("SEARCH 2:9")).isEqualTo("* SEARCH 2 3");
    assertThat(untagged("SEARCH 9:*")).isEqualTo("* SEARCH 3");
    assertThat(untagged("SEARCH NOT 2")).isEqualTo("* SEARCH 1 3");
    assertThat(untagged("SEARCH OR SUBJECT plums 1")).isEqualTo("* SEARCH 1 3");
    assertThat(untagged("SEARCH SUBJECT APPLES FROM bob")).isEqualTo("* SEARCH 2");
    assertThat(untagged("SEARCH SENTON 2-Feb-2026")).isEqualTo("* SEARCH 1");
    assertThat(untagged("SEARCH BODY \"second body\"")).isEqualTo("* SEARCH 2");
    assertThat(untagged("SEARCH NOT BODY body")).isEqualTo("* SEARCH");
    assertThat(untagged("SEARCH TEXT zoe@x.example UNSEEN")).isEqualTo("* SEARCH 1");
    assertThat(untagged("UID SEARCH RETURN (MIN COUNT) HEADER Message-ID @x"))
        .isEqualTo("* ESEARCH (TAG \"c\") UID MIN 1 COUNT 3");
  }

  @Test
  @DisplayName("SEARCH takes numbers and OLD within parentheses and before other keys")
  void searchKeys() {
    for (String key :
        List.of(
            "(LARGER 1)",
            "NOT (SEEN SMALLER 9)",
            "(YOUNGER 3600)",
            "NOT (OLDER 3600)",
            "NOT (OLD UNSEEN)",
            "OR OLD 1:3",
            "NOT (OLD)",
            "NOT OLD")) {
      assertThat(untagged("SEARCH " + key)).as(key).isEqualTo("* SEARCH 1 2 3");
    }
    assertThat(client.command("c", "SEARCH (MODSEQ \"/flags/\\\\draft\" all 1)").isOk().lines())
        .anyMatch(line -> line.startsWith("* SEARCH 1 2 3 (MODSEQ "));
    assertThat(untagged("SORT (DATE) UTF-8 (LARGER 1)")).isEqualTo("* SORT 2 1 3");
    for (String wrong : List.of("OLDX", "OLDER x", "LARGER 1)", "(LARGER 1")) {
      assertThat(client.command("c", "SEARCH " + wrong).last()).as(wrong).startsWith("c BAD ");
    }
  }

  @Test
  @DisplayName("SORT and THREAD order by envelopes")
  void order() {
    assertThat(untagged("SORT (SUBJECT) UTF-8 ALL")).isEqualTo("* SORT 2 1 3");
    assertThat(untagged("SORT (REVERSE FROM) UTF-8 NOT 3")).isEqualTo("* SORT 1 2");
    assertThat(untagged("SORT (DISPLAYFROM) UTF-8 ALL")).isEqualTo("* SORT 2 3 1");
    assertThat(untagged("UID SORT RETURN (ALL) (DATE) UTF-8 ALL"))
        .isEqualTo("* ESEARCH (TAG \"c\") UID ALL 2,1,3");
    assertThat(untagged("THREAD REFERENCES UTF-8 ALL")).isEqualTo("* THREAD (1 2)(3)");
    assertThat(untagged("THREAD ORDEREDSUBJECT UTF-8 SUBJECT p")).contains("(1)", "(2)", "(3)");
    client.command("d", "STORE 1 +FLAGS.SILENT (\\Deleted)").isOk();
    client.command("d", "EXPUNGE").isOk();
    assertThat(untagged("SORT (SUBJECT) UTF-8 ALL")).isEqualTo("* SORT 1 2");
    assertThat(untagged("UID THREAD REFERENCES UTF-8 ALL")).isEqualTo("* THREAD (2)(3)");
  }

  @Test
  @DisplayName("FETCH gives previews, and the parts of an embedded message")
  void fetch() {
    assertThat(client.command("f", "FETCH 1 (PREVIEW)").isOk().all()).contains("first body");
    assertThat(client.command("f", "FETCH 3 (BODY.PEEK[1])").isOk().all())
        .contains("Subject: inner");
    assertThat(client.command("f", "FETCH 3 (BODY.PEEK[1.HEADER])").isOk().all())
        .contains("Subject: inner")
        .doesNotContain("inner body");
    assertThat(client.command("f", "FETCH 3 (BODY.PEEK[1.1])").isOk().all())
        .contains("inner body")
        .doesNotContain("Subject");
    assertThat(client.command("f", "FETCH 3 (BODY.PEEK[2])").isOk().all()).contains("BODY[2] {0}");
  }

  @Test
  @DisplayName("FETCH of flags says of many messages at once what it says of each")
  void manyFlags() {
    fixture.real.database.write(
        tx -> tx.execute("UPDATE mail_folders SET uid_next = 5000 WHERE path = 'INBOX'"));
    append("Subject: late\n\nbody\n");
    client.command("s", "SELECT INBOX").isOk();
    assertSameFlags("", "1,2,3,4");
    client.command("f", "STORE 2 +FLAGS.SILENT (\\Seen \\Flagged $Work other)").isOk();
    client.command("f", "STORE 4 +FLAGS.SILENT (\\Deleted \\Draft \\Answered)").isOk();
    assertSameFlags("", "1,2,3,4");
    assertSameFlags("UID ", "1,2,3,5000");
    assertThat(client.command("c", "FETCH 1:4 (FLAGS PREVIEW)").isOk().lines().toString())
        .contains("PREVIEW", "first body");
    try (RawClient other = server.signedIn()) {
      other.command("o", "SELECT INBOX").isOk();
      other.command("o", "STORE 3 +FLAGS.SILENT (\\Deleted)").isOk();
      other.command("o", "UID EXPUNGE 3").isOk();
      other.command("o", "UID STORE 1 -FLAGS.SILENT (\\Seen)").isOk();
    }
    assertSameFlags("", "1,2,3,4");
    client.command("n", "NOOP").isOk();
    assertSameFlags("", "1,2,3");
  }

  /** Numbers one by one are ranges of one. */
  private void assertSameFlags(String uid, String each) {
    assertThat(flags(uid + "FETCH 1:* (FLAGS UID)"))
        .isNotEmpty()
        .isEqualTo(flags(uid + "FETCH " + each + " (FLAGS UID)"));
  }

  /** The words of each answer, in whatever order. */
  private List<List<String>> flags(String command) {
    return client.command("c", command).lines().stream()
        .filter(line -> line.contains(" FETCH "))
        .map(line -> Stream.of(line.replaceAll("[()]", " ").trim().split(" +")).sorted().toList())
        .toList();
  }

  @Test
  @DisplayName("A folder that is opened again has what came in without the session hearing of it")
  void openedAgain() {
    byte[] delivered = "Subject: delivered\r\n\r\nnew\r\n".getBytes(StandardCharsets.US_ASCII);
    fixture.real.append(mailbox, fixture.real.inbox(mailbox), delivered);

    assertThat(client.command("s", "SELECT INBOX").isOk().lines()).contains("* 4 EXISTS");
    assertThat(client.command("f", "FETCH 4 (BODY.PEEK[TEXT])").isOk().lines()).contains("new");
  }

  @Test
  @DisplayName("CREATE with a use makes the folder for it, once")
  void use() {
    String use =
        client.command("l", "LIST (SPECIAL-USE) \"\" *").all().contains("\\Archive")
            ? "\\Junk"
            : "\\Archive";
    assertThat(client.command("c", "CREATE Old/Post (USE (" + use + "))").isOk().last())
        .startsWith("c OK [MAILBOXID (");
    assertThat(client.command("l", "LIST (SPECIAL-USE) \"\" *").isOk().lines())
        .anyMatch(line -> line.contains(use) && line.contains("\"Old/Post\""));
    assertThat(client.command("c", "CREATE Other (USE (" + use + "))").last())
        .startsWith("c NO [USEATTR] ");
    assertThat(client.command("l", "LIST \"\" Other").isOk().lines()).hasSize(1);
  }

  @Test
  @DisplayName("LIST gives one delimiter, also of a subscribed folder that is not there")
  void delimiter() {
    client.command("c", "CREATE gone/away").isOk();
    client.command("c", "SUBSCRIBE gone/away").isOk();
    client.command("c", "DELETE gone/away").isOk();
    assertThat(client.command("l", "LIST (SUBSCRIBED) \"\" gone*").isOk().lines().getFirst())
        .contains("\\NonExistent")
        .endsWith("\"/\" \"gone/away\"");
  }

  @ParameterizedTest
  @DisplayName("A key that is not given is named, and what was known is not used")
  @CsvSource({"REFUSED, CONTACTADMIN", "DID_NOT_ANSWER, UNAVAILABLE"})
  void refused(KeyAccessException.Reason reason, String code) {
    client.command("c", "SORT (SUBJECT) UTF-8 ALL").isOk();
    fixture.real.custody.refuse(reason);
    for (String command :
        new String[] {
          "SORT (SUBJECT) UTF-8 ALL",
          "UID SORT (DATE) UTF-8 SUBJECT p",
          "SORT RETURN (ALL) (DATE) UTF-8 1:2",
          "THREAD REFERENCES UTF-8 ALL",
          "SEARCH SUBJECT pears",
          "SEARCH RETURN (COUNT) BODY first",
          "FETCH 1 (PREVIEW)",
          "FETCH 1 (BODY.PEEK[1])",
        }) {
      assertThat(client.command("r", command).lines())
          .as(command)
          .singleElement()
          .asString()
          .startsWith("r NO [" + code + "] ");
    }
    fixture.real.custody.allow();
    assertThat(untagged("SORT (SUBJECT) UTF-8 ALL")).isEqualTo("* SORT 2 1 3");
    assertThat(client.command("r", "SELECT nowhere").last()).startsWith("r NO [NONEXISTENT]");
  }

  @Test
  @DisplayName(
      "Of clients that have seen the same message, one changes its flags if it is unchanged")
  void unchangedSince() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        clients.add(server.signedIn());
        clients.getLast().command("s", "SELECT INBOX").isOk();
      }
      for (int round = 0; round < 20; round++) {
        String seen =
            client
                .command("m", "FETCH 1 (MODSEQ)")
                .isOk()
                .all()
                .replaceAll("(?s).*MODSEQ \\((\\d+)\\).*", "$1");
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
          RawClient one = clients.get(i);
          String named = i % 2 == 0 ? "UID STORE" : "STORE";
          String flag = "won-%d-%d".formatted(round, i);
          answers.add(
              threads.submit(
                  () ->
                      one.command(
                              "u",
                              "%s 1 (UNCHANGEDSINCE %s) FLAGS (%s)".formatted(named, seen, flag))
                          .last()));
        }
        List<String> lost = new ArrayList<>();
        for (Future<String> answer : answers) {
          if (!answer.get().startsWith("u OK STORE completed")) {
            lost.add(answer.get());
          }
        }
        assertThat(lost).hasSize(7).allMatch(last -> last.startsWith("u OK [MODIFIED 1] "));
      }
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  @Test
  @DisplayName("The quota root has a name for people, and nobody asks for another's")
  void quota() {
    assertThat(client.command("q", "GETQUOTAROOT INBOX").isOk().lines())
        .anyMatch(line -> line.matches("\\* QUOTAROOT \"?INBOX\"? \"?mailbox\"?"))
        .anyMatch(line -> line.matches("\\* QUOTA \"?mailbox\"? \\(STORAGE \\d+ \\d+\\)"));
    assertThat(client.command("q", "GETQUOTA mailbox").isOk().lines())
        .anyMatch(line -> line.matches("\\* QUOTA \"?mailbox\"? \\(STORAGE \\d+ \\d+\\)"));
    assertThat(client.command("q", "GETQUOTA \"#user&somebody@else.example\"").lines())
        .singleElement()
        .asString()
        .startsWith("q NO [NONEXISTENT] ");
  }

  @Test
  @Timeout(20)
  @DisplayName("60,000 brackets that nobody closes are read once")
  void brackets() {
    assertThat(client.command("b", "FETCH 1 (PREVIEW " + "[".repeat(60_000) + ")").last())
        .startsWith("b BAD");
    client.command("f", "FETCH 1 (PREVIEW BODY.PEEK[HEADER.FIELDS (SUBJECT)])").isOk();
  }
}
