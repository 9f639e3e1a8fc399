package dev.freehold.mailserver.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.persistence.Dialect;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The mailbox of somebody who signed in")
class SealedMailboxesTest {

  private final StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
  private final SealedMailboxes mailboxes =
      new SealedMailboxes(
          fixture.mail,
          SessionUser.holders(fixture.real.mailboxes, fixture.mail.records()),
          new FakeAuthenticator(),
          FakeAuthorizator.defaultReject(),
          SealedMailboxes.Settings.DEFAULT);
  private final MailboxManager manager = mailboxes.mailboxes();
  private final UUID account = UUID.randomUUID();
  private Mailbox mailbox;
  private Username user;
  private MailboxSession session;

  @BeforeEach
  void signIn() {
    mailbox = fixture.real.mailbox("alice@contoso.example");
    user = new SessionUser(mailbox.tenantId(), mailbox.id(), account).username();
    session = manager.createSystemSession(user);
  }

  @AfterEach
  void close() {
    mailboxes.close();
    fixture.close();
  }

  @Test
  @DisplayName("is found by ids, for the account that is in them")
  void holder() throws MailboxException {
    assertThat(mailboxes.holder(session))
        .isEqualTo(new MailboxHolder(mailbox, Requester.user(account.toString())));
    for (Username other :
        new Username[] {
          Username.of("alice@contoso.example"),
          new SessionUser(UUID.randomUUID(), mailbox.id(), account).username()
        }) {
      MailboxSession nobody = manager.createSystemSession(other);
      assertThatThrownBy(() -> manager.getMailbox(MailboxPath.inbox(other), nobody))
          .isInstanceOf(MailboxNotFoundException.class);
      assertThatThrownBy(() -> manager.getMailbox(MailboxPath.inbox(user), nobody))
          .isInstanceOf(MailboxNotFoundException.class);
    }
  }

  @Test
  @DisplayName("has folders with slashes between their names, and some are for a use")
  void folders() throws MailboxException {
    manager.createMailbox(MailboxPath.forUser(user, "a.b/c"), session);
    mailboxes.create(MailboxPath.forUser(user, "Odd/Bin"), SpecialUse.TRASH, session).block();
    assertThat(manager.list(session))
        .extracting(MailboxPath::getName)
        .containsExactlyInAnyOrder("INBOX", "a.b", "a.b/c", "Odd", "Odd/Bin");
    assertThat(mailboxes.specialUses(session))
        .containsOnly(entry(MailboxPath.forUser(user, "Odd/Bin"), SpecialUse.TRASH));
    MailboxPath inbox = MailboxPath.inbox(user);
    assertThatThrownBy(() -> manager.deleteMailbox(inbox, session))
        .hasMessageContaining("INBOX cannot be deleted");
    manager.renameMailbox(inbox, MailboxPath.forUser(user, "2025"), session);
    assertThat(manager.list(session)).contains(inbox, MailboxPath.forUser(user, "2025"));
  }

  @Test
  @DisplayName("gives a message as it came, from any place in it")
  void content() throws Exception {
    byte[] message = new byte[3_000_000];
    new Random(1).nextBytes(message);
    byte[] header = "Subject: long\r\n\r\n".getBytes(US_ASCII);
    System.arraycopy(header, 0, message, 0, header.length);
    MessageManager inbox = manager.getMailbox(MailboxPath.inbox(user), session);
    MessageUid uid =
        inbox
            .appendMessage(
                new ByteArrayInputStream(message),
                Date.from(Instant.EPOCH),
                session,
                true,
                new Flags("$Junk"))
            .getId()
            .getUid();
    var found = inbox.getMessages(MessageRange.one(uid), FetchGroup.FULL_CONTENT, session).next();
    assertThat(found.getFlags().contains(Flags.Flag.RECENT)).isTrue();
    assertThat(found.getFlags().contains("$junk")).isTrue();
    try (InputStream whole = found.getFullContent().getInputStream()) {
      assertThat(whole.readAllBytes()).isEqualTo(message);
    }
    try (InputStream part = found.getFullContent().getInputStream()) {
      part.skipNBytes(2_000_000);
      assertThat(part.readNBytes(100)).isEqualTo(Arrays.copyOfRange(message, 2_000_000, 2_000_100));
      assertThat(part.skip(Long.MAX_VALUE)).isEqualTo(999_900);
      assertThat(part.read()).isEqualTo(-1);
    }
    try (InputStream headers = found.getHeaders().getInputStream()) {
      assertThat(headers.readAllBytes()).isEqualTo(header);
    }
  }
}
