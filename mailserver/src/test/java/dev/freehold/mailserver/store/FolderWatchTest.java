package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.FlagChange;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.persistence.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.Registration;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.events.MailboxEvents;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ByteContent;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.store.FakeAuthenticator;
import org.apache.james.mailbox.store.FakeAuthorizator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("A session that has a folder open")
class FolderWatchTest {

  private static final Username ALICE = Username.of("alice");
  private static final byte[] TEXT = "Subject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.UTF_8);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final StoreFixture fixture = new StoreFixture(dialect(), Clock.systemUTC());
  private final SealedMailboxes mailboxes =
      fixture.mailboxes(new FakeAuthenticator(), FakeAuthorizator.defaultReject());
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private MailboxSession session;
  private MessageManager inbox;
  private Mailbox mailbox;

  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @BeforeEach
  void open() throws MailboxException {
    session = mailboxes.mailboxes().createSystemSession(ALICE);
    mailboxes.mailboxes().createMailbox(MailboxPath.inbox(ALICE), session);
    inbox = mailboxes.mailboxes().getMailbox(MailboxPath.inbox(ALICE), session);
    mailbox = fixture.find(ALICE).orElseThrow().mailbox();
  }

  @AfterEach
  void close() {
    mailboxes.close();
    fixture.close();
  }

  private Registration listen() {
    EventListener.ReactiveEventListener listener =
        event -> Mono.fromRunnable(() -> heard.add(event));
    return Mono.from(
            mailboxes.eventBus().register(listener, new MailboxIdRegistrationKey(inbox.getId())))
        .block();
  }

  /** What was changed before the first look is told of after the second. */
  private void look() {
    mailboxes.lookForChanges();
    mailboxes.lookForChanges();
  }

  private static boolean isAdditionOf(Event event, long uid) {
    return event instanceof MailboxEvents.Added added
        && added.getUids().contains(MessageUid.of(uid));
  }

  private Folder folder() {
    return fixture.real.inbox(mailbox);
  }

  @Test
  @DisplayName("hears of messages, flags, removals and names that others change")
  void elsewhere() {
    listen();
    fixture.real.append(mailbox, folder(), TEXT);
    look();
    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard).singleElement().isInstanceOf(MailboxEvents.Added.class);
    assertThat(((MailboxEvents.Added) heard.getFirst()).getUids())
        .containsExactly(MessageUid.of(1));
    fixture.real.messages.changeFlags(
        folder(),
        List.of(1L),
        new FlagChange(FlagChange.Mode.ADD, MessageFlags.of(MessageFlag.SEEN)));
    look();
    await().atMost(SOON).until(() -> heard.size() == 2);
    MailboxEvents.FlagsUpdated flags = (MailboxEvents.FlagsUpdated) heard.get(1);
    assertThat(flags.getUpdatedFlags().getFirst().getNewFlags().contains(Flags.Flag.SEEN)).isTrue();
    fixture.real.messages.expunge(folder(), List.of(1L));
    look();
    await().atMost(SOON).until(() -> heard.size() == 3);
    assertThat(((MailboxEvents.Expunged) heard.get(2)).getUids()).containsExactly(MessageUid.of(1));
    fixture.mail.tree().rename(mailbox, folder(), "Old");
    look();
    await().atMost(SOON).until(() -> heard.size() == 4);
    assertThat(heard.get(3)).isInstanceOf(MailboxEvents.MailboxRenamed.class);
    fixture.mail.removal().delete(fixture.real.folders.require(mailbox, "Old"));
    look();
    await().atMost(SOON).until(() -> heard.size() == 5);
    assertThat(heard.get(4)).isInstanceOf(MailboxEvents.MailboxDeletion.class);
  }

  @Test
  @DisplayName("hears once of what sessions of the same process change")
  void here() throws Exception {
    listen();
    for (int n = 0; n < 3; n++) {
      inbox.appendMessage(MessageManager.AppendCommand.builder().build(content()), session);
    }
    inbox.setFlags(
        new Flags(Flags.Flag.DELETED),
        MessageManager.FlagsUpdateMode.ADD,
        MessageRange.all(),
        session);
    inbox.expunge(MessageRange.all(), session).forEachRemaining(_ -> {});
    look();
    // A change elsewhere comes last, so what was told wrongly before it would have been heard.
    fixture.real.append(mailbox, folder(), TEXT);
    look();
    await().atMost(SOON).until(() -> !heard.isEmpty() && isAdditionOf(heard.getLast(), 4));
    assertThat(heard).hasSize(6);
  }

  @Test
  @DisplayName("hears of an earlier message first, whoever has to tell of it")
  void inOrder() throws Exception {
    listen();
    fixture.real.append(mailbox, folder(), TEXT);
    inbox.appendMessage(MessageManager.AppendCommand.builder().build(content()), session);
    assertThat(heard)
        .extracting(event -> ((MailboxEvents.Added) event).getUids().iterator().next().asLong())
        .containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("hears nothing more once it has closed the folder")
  void closed() {
    Registration registration = listen();
    Mono.from(registration.unregister()).block();
    fixture.real.append(mailbox, folder(), TEXT);
    look();
    assertThat(heard).isEmpty();
  }

  @Test
  @DisplayName("is refused when the key is not given: opening, copying and reading, not listing")
  void refused() throws Exception {
    inbox.appendMessage(MessageManager.AppendCommand.builder().build(content()), session);
    fixture.real.custody.refuse(KeyAccessException.Reason.REFUSED);
    assertThatThrownBy(() -> metaData(MessageManager.MailboxMetaData.RecentMode.RESET))
        .isInstanceOfSatisfying(
            MailboxUnavailableException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(KeyAccessException.Reason.REFUSED);
              assertThat(refused.isTemporary()).isFalse();
            });
    assertThat(metaData(MessageManager.MailboxMetaData.RecentMode.IGNORE).getMessageCount())
        .isEqualTo(1);
    assertUnavailable(
        () ->
            inbox.appendMessage(MessageManager.AppendCommand.builder().build(content()), session));
    assertUnavailable(
        () ->
            mailboxes
                .mailboxes()
                .copyMessages(MessageRange.all(), inbox.getId(), inbox.getId(), session));
    assertUnavailable(
        () ->
            Flux.from(
                    inbox.getMessagesReactive(MessageRange.all(), FetchGroup.FULL_CONTENT, session))
                .blockLast());
    assertThat(inbox.getMessages(MessageRange.all(), FetchGroup.MINIMAL, session).hasNext())
        .isTrue();
  }

  private MessageManager.MailboxMetaData metaData(MessageManager.MailboxMetaData.RecentMode recent)
      throws MailboxException {
    return inbox.getMetaData(
        recent, session, EnumSet.allOf(MessageManager.MailboxMetaData.Item.class));
  }

  private static void assertUnavailable(ThrowingCallable work) {
    assertThatThrownBy(work)
        .satisfies(failure -> assertThat(MailboxUnavailableException.find(failure)).isPresent());
  }

  private static ByteContent content() {
    return new ByteContent(TEXT);
  }
}
