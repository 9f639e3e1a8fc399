package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mailserver.store.SessionUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a delegate reads over IMAP")
class DelegateReadingTest {

  private static final UUID DELEGATE = UUID.randomUUID();
  private static final int MANY = 100;

  private Mailbox mailbox;
  private Folder inbox;
  private SealedServer server;
  private RawClient client;

  private static byte[] message(int number) {
    return "Subject: pears\r\nMessage-ID: <%d@x>\r\nFrom: zoe@x.example\r\n\r\nbody %d\r\n"
        .formatted(number, number)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @BeforeEach
  void start(@TempDir Path folder) {
    server =
        new SealedServer(
            folder,
            fixture -> {
              mailbox = fixture.real.mailbox("shared@contoso.example");
              inbox = fixture.real.inbox(mailbox);
              return new SessionUser(mailbox.tenantId(), mailbox.id(), DELEGATE, true);
            });
    for (int i = 1; i <= 3; i++) {
      server.fixture.real.append(mailbox, inbox, message(i));
    }
    client = server.imap.inInbox();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** What the ledger has of readings, in short. */
  private List<String> readings() {
    return server.fixture.real.ledger.entries(mailbox.tenantId(), 0, MANY).stream()
        .map(RecordedEntry::entry)
        .filter(entry -> entry.operation().equals("MailItemsAccessed"))
        .map(this::shown)
        .toList();
  }

  private String shown(LedgerEntry entry) {
    assertThat(entry.actor()).isEqualTo(DELEGATE.toString());
    assertThat(entry.objectId()).isEqualTo(mailbox.id().toString());
    assertThat(entry.details()).containsEntry("folderId", inbox.id().toString());
    return entry.details().get("mailAccessType").equals("Bind")
        ? "Bind " + entry.details().get("uid")
        : "Sync %s:%s (%s)"
            .formatted(
                entry.details().get("firstUid"),
                entry.details().get("lastUid"),
                entry.details().get("count"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FETCH 1:3 (FLAGS UID RFC822.SIZE INTERNALDATE)",
        "UID FETCH 1:* (FLAGS MODSEQ EMAILID) (CHANGEDSINCE 1)",
        "SEARCH UNSEEN",
        "STORE 2 +FLAGS (\\Seen)",
        "STATUS INBOX (MESSAGES UNSEEN SIZE)"
      })
  @DisplayName("is not written down while it is flags, sizes and dates")
  void numbers(String command) {
    client.command("a1", command).isOk();
    assertThat(readings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FETCH 1:3 ENVELOPE",
        "FETCH 1:3 BODY.PEEK[HEADER.FIELDS (SUBJECT)]",
        "FETCH 1:3 RFC822.HEADER",
        "FETCH 1:3 PREVIEW",
        "SEARCH SUBJECT pears",
        "SORT (SUBJECT) UTF-8 ALL",
        "THREAD REFERENCES UTF-8 ALL"
      })
  @DisplayName("is one Sync for the headers of a page")
  void headers(String command) {
    client.command("a1", command).isOk();
    assertThat(readings()).containsExactly("Sync 1:3 (3)");
  }

  @Test
  @DisplayName("is a Sync each time that remembered headers are used")
  void remembered() {
    for (int i = 1; i <= 3; i++) {
      client.command("a" + i, "SORT (SUBJECT) UTF-8 ALL").isOk();
    }
    assertThat(readings()).containsExactly("Sync 1:3 (3)", "Sync 1:3 (3)", "Sync 1:3 (3)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FETCH 2 BODY.PEEK[]",
        "FETCH 2 (UID BODY[TEXT] BODY[1])",
        "FETCH 2 BODYSTRUCTURE",
        "FETCH 2 BODY[1]<0.1>",
        "FETCH 2 BINARY[1]",
        "FETCH 2 BODY.PEEK[1.MIME]"
      })
  @DisplayName("is a Bind for the content of a message, before it is given")
  void content(String command) {
    client.command("a1", command).isOk();
    assertThat(readings()).containsExactly("Sync 2:2 (1)", "Bind 2");
  }

  @Test
  @DisplayName("is a Bind for each message that a search reads to its end")
  void search() {
    client.command("a1", "SEARCH BODY \"body 2\"").isOk();
    assertThat(readings()).contains("Bind 1", "Bind 2", "Bind 3");
  }

  @Test
  @DisplayName("is nothing if the ledger does not take it")
  void refused() {
    server.fixture.real.database.write(
        tx ->
            tx.execute(
                """
                CREATE TRIGGER no_entries BEFORE INSERT ON ledger_entry
                BEGIN SELECT RAISE(ABORT, 'the test said so'); END
                """));
    for (String command :
        List.of("FETCH 2 BODY[]", "FETCH 1:3 ENVELOPE", "SORT (SUBJECT) UTF-8 ALL")) {
      RawClient.Answer answer = client.command("a1", command);
      assertThat(answer.last()).startsWith("a1 NO [UNAVAILABLE]").contains("ledger-unavailable");
      assertThat(answer.all()).doesNotContain("pears").doesNotContain("body 2");
    }
  }
}
