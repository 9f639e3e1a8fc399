package dev.freehold.mailserver.imap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.Immutable;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MailFixture;
import dev.freehold.mailserver.commands.OrderCache;
import dev.freehold.mailserver.lmtp.LmtpServer;
import dev.freehold.mailserver.lmtp.LmtpSettings;
import dev.freehold.mailserver.lmtp.MailboxDelivery;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.mailserver.store.SessionUser;
import dev.freehold.mailserver.store.StoreFixture;
import dev.freehold.persistence.Dialect;
import dev.freehold.web.net.AddressRange;
import dev.freehold.web.net.ListenSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.core.Username;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.scheduler.Schedulers;

/** The table of {@code docs/operate/mail.md}, a row for each state and a check for each cell. */
@DisplayName("What IMAP and LMTP answer in each state of a mailbox")
class MailboxStatesTest {

  private static final String ALICE = "alice@contoso.example";
  private static final String MESSAGE = "Subject: x\r\n\r\nthe text\r\n";
  private static final String OK = "OK";
  private static final String CONTACT = "NO [CONTACTADMIN]";
  private static final String UNAVAILABLE = "NO [UNAVAILABLE]";
  private static final String STORED = "250 2.1.5";

  /** How a mailbox comes into a state. */
  @Immutable
  private interface Entry {
    void into(MailFixture store, Mailbox mailbox);
  }

  /** The states, and what is answered to whom has the folder open or comes now. */
  enum State {
    ACTIVE((_, _) -> {}, OK, OK, OK, OK, STORED),
    NO_POLICY((store, mailbox) -> store.custody.renew(mailbox.id()), OK, OK, OK, OK, STORED),
    UNDER_MOVE(
        (store, mailbox) -> {
          store.custody.assign(mailbox.id(), UUID.randomUUID());
          store.custody.renew(mailbox.id());
        },
        OK,
        OK,
        OK,
        OK,
        STORED),
    LOCKED(
        (store, mailbox) -> store.custody.withholdFromPeople(mailbox.id(), Reason.REFUSED),
        CONTACT,
        CONTACT,
        CONTACT,
        CONTACT,
        STORED),
    SILENT(
        (store, mailbox) -> store.custody.withholdFromPeople(mailbox.id(), Reason.DID_NOT_ANSWER),
        UNAVAILABLE,
        UNAVAILABLE,
        UNAVAILABLE,
        UNAVAILABLE,
        STORED),
    NOT_RECORDED(
        (store, _) -> store.custody.refuse(Reason.NOT_RECORDED),
        UNAVAILABLE,
        UNAVAILABLE,
        UNAVAILABLE,
        UNAVAILABLE,
        "451 4.2.1"),
    KEY_UNUSABLE(
        (store, _) -> store.custody.refuse(Reason.WRONG_ANSWER),
        CONTACT,
        CONTACT,
        CONTACT,
        CONTACT,
        "451 4.2.1"),
    PURGED(
        (store, _) -> {
          store.custody.refuse(Reason.PURGED);
          store.database.write(
              tx -> tx.execute("UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL"));
        },
        CONTACT,
        CONTACT,
        CONTACT,
        CONTACT,
        "550 5.2.1"),
    FREED(
        (store, mailbox) -> {
          PURGED.entry.into(store, mailbox);
          store.database.write(tx -> tx.execute("DELETE FROM mail_messages"));
          store.database.write(tx -> tx.execute("DELETE FROM mail_folders"));
        },
        CONTACT,
        CONTACT,
        CONTACT,
        CONTACT,
        "550 5.2.1"),
    HELD(MailboxStatesTest::hold, OK, OK, OK, "NO [NOPERM]", STORED);

    private final Entry entry;
    private final String select;
    private final String fetch;
    private final String append;
    private final String removal;
    private final String delivery;

    State(
        Entry entry, String select, String fetch, String append, String removal, String delivery) {
      this.entry = entry;
      this.select = select;
      this.fetch = fetch;
      this.append = append;
      this.removal = removal;
      this.delivery = delivery;
    }
  }

  private static void hold(MailFixture store, Mailbox mailbox) {
    store.database.write(
        tx ->
            tx.execute(
                "INSERT INTO legal_holds (id, tenant_id, owner_id, name, name_folded, reason,"
                    + " placed_by, placed_at) VALUES (?, ?, ?, 'c', 'c', '', 'admin', 0)",
                UUID.randomUUID(),
                mailbox.tenantId(),
                mailbox.id()));
  }

  private final StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
  private Mailbox mailbox;
  private SealedMailboxes sealed;
  private OrderCache cache;
  private TestImap imap;
  private ListenSocket socket;
  private LmtpServer lmtp;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    MailFixture store = fixture.real;
    mailbox = store.mailbox(ALICE);
    store.keepKeyInDatabase(mailbox);
    sealed = ImapMailboxes.open(fixture.mail);
    cache = new OrderCache(sealed.envelopes(), Schedulers.boundedElastic(), Duration.ofMinutes(1));
    imap = listen(folder, mailbox);
    AcceptedDomains domains =
        new AcceptedDomains(store.database, store.ledger, Clock.systemUTC(), Optional::empty);
    domains.add(store.tenantId, "contoso.example", "operator");
    socket = ListenSocket.bind("127.0.0.1", 0);
    lmtp =
        new LmtpServer(
            new LmtpSettings(
                "mail.contoso.example",
                List.of(AddressRange.of("127.0.0.0/8")),
                Optional.empty(),
                Optional.empty(),
                1_000_000,
                Optional.empty()),
            Optional.of(socket),
            new MailboxDelivery(
                domains,
                store.mailboxes,
                store.folders,
                new FolderSubscriptions(store.database),
                store.messages,
                Clock.systemUTC()),
            Clock.systemUTC());
  }

  private TestImap listen(Path folder, Mailbox whose) {
    Username user = new SessionUser(whose.tenantId(), whose.id(), UUID.randomUUID()).username();
    return TestImap.start(
        folder, TestImap.Wish.PLAIN, ImapMailboxes.of(sealed, fixture.real.folders, cache), user);
  }

  @AfterEach
  void stop() {
    lmtp.close();
    imap.close();
    cache.close();
    sealed.close();
    fixture.close();
  }

  private static String append(RawClient client, String folder) {
    client.send("p APPEND %s {%d+}\r\n%s\r\n".formatted(folder, MESSAGE.length(), MESSAGE));
    return client.answer("p").last();
  }

  private String deliver() {
    try (RawClient client = RawClient.plain(socket.port())) {
      client.greeting();
      client.send("LHLO mta\r\n");
      while (client.line().startsWith("250-")) {
        // The answer has more lines.
      }
      client.send("MAIL FROM:<ada@b.example>\r\nRCPT TO:<%s>\r\n".formatted(ALICE));
      client.line();
      String recipient = client.line();
      if (!recipient.startsWith("250")) {
        return recipient;
      }
      client.send("DATA\r\n");
      client.line();
      client.send(MESSAGE + ".\r\n");
      return client.line();
    }
  }

  @ParameterizedTest
  @EnumSource(State.class)
  @DisplayName("is what the table says")
  void eachCell(State state) {
    try (RawClient open = imap.signedIn()) {
      open.command("c", "CREATE Old").isOk();
      assertThat(append(open, "Old")).startsWith("p OK");
      assertThat(append(open, "INBOX")).startsWith("p OK");
      open.command("s", "SELECT INBOX").isOk();
      open.command("d", "STORE 1 +FLAGS (\\Deleted)").isOk();
      state.entry.into(fixture.real, mailbox);

      try (RawClient late = imap.signedIn()) {
        assertThat(open.command("f", "FETCH 1 BODY.PEEK[]").last()).startsWith("f " + state.fetch);
        assertThat(late.command("s", "SELECT INBOX").last()).startsWith("s " + state.select);
        assertThat(append(late, "INBOX")).startsWith("p " + state.append);
        assertThat(deliver()).startsWith(state.delivery);
        assertThat(open.command("e", "EXPUNGE").last()).startsWith("e " + state.removal);
        assertThat(late.command("d", "DELETE Old").last()).startsWith("d " + state.removal);
        late.command("l", "LIST \"\" *").isOk();
        late.command("l", "LSUB \"\" *").isOk();
        late.command("n", "NOOP").isOk();
      }
    }
  }

  @Test
  @DisplayName("is a goodbye to clients in IDLE once their mailbox is locked, and to no others")
  void idle(@TempDir Path folder) {
    Mailbox other = fixture.real.mailbox("bob@contoso.example");
    try (TestImap ofOther = listen(folder, other);
        RawClient locked = imap.inInbox();
        RawClient free = ofOther.inInbox();
        RawClient writer = ofOther.signedIn()) {
      for (RawClient client : List.of(locked, free)) {
        client.send("i IDLE\r\n");
        assertThat(client.line()).startsWith("+ ");
      }
      assertThat(deliver()).startsWith(STORED);
      assertThat(locked.line()).isEqualTo("* 1 EXISTS");
      fixture.real.custody.withholdFromPeople(mailbox.id(), Reason.REFUSED);
      assertThat(deliver()).startsWith(STORED);
      String told = locked.answer("none").all();
      assertThat(told).contains("* BYE [CONTACTADMIN] the mailbox is locked").doesNotContain("2");
      assertThat(append(writer, "INBOX")).startsWith("p OK");
      assertThat(free.line()).isEqualTo("* 1 EXISTS");
      free.send("DONE\r\n");
      free.answer("i").isOk();
    }
  }
}
