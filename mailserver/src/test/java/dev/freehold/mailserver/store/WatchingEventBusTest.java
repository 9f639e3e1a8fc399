package dev.freehold.mailserver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RegistrationKey;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.events.MailboxEvents;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WatchingEventBusTest {

  private static final byte[] TEXT = "Subject: x\r\n\r\nbody\r\n".getBytes(UTF_8);
  private static final RegistrationKey INBOX =
      new MailboxIdRegistrationKey(new FolderId(new UUID(1, 1)));

  private static LockedEventBus localBus() {
    return new LockedEventBus(
        new InVmEventDelivery(new NoMetrics()),
        RetryBackoffConfiguration.DEFAULT,
        new MemoryEventDeadLetters());
  }

  @Test
  @DisplayName("Who could not be registered, as the database is gone, is not kept")
  void databaseIsGone() {
    StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
    LockedEventBus local = localBus();
    List<Event> heard = new ArrayList<>();
    ReactiveEventListener listener = event -> Mono.fromRunnable(() -> heard.add(event));
    try (FolderWatch watch = new FolderWatch(fixture.mail, local, 1_000)) {
      fixture.close();
      Mono<?> registering = Mono.from(watch.bus().register(listener, INBOX));
      assertThatThrownBy(registering::block).isInstanceOf(RuntimeException.class);
      local.dispatch(new Change(), Set.of(INBOX)).block();
      assertThat(heard).isEmpty();
    }
  }

  @Test
  @DisplayName("Telling of what is committed does not fail, and is made up for")
  void toldLater() {
    StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
    LockedEventBus local = localBus();
    List<Long> heard = new CopyOnWriteArrayList<>();
    ReactiveEventListener listener =
        event ->
            Mono.fromRunnable(
                () ->
                    ((MailboxEvents.Added) event)
                        .getUids()
                        .forEach(uid -> heard.add(uid.asLong())));
    try (fixture;
        FolderWatch watch = new FolderWatch(fixture.mail, local, 100)) {
      watch.start();
      Mailbox mailbox = fixture.real.mailbox("dana@contoso.example");
      Folder inbox = fixture.real.inbox(mailbox);
      RegistrationKey key = new MailboxIdRegistrationKey(new FolderId(inbox.id()));
      Mono.from(watch.bus().register(listener, key)).block();
      fixture.real.append(mailbox, inbox, TEXT);
      fixture.real.append(mailbox, inbox, TEXT);
      StoredMessage second =
          fixture.mail.ranges().list(inbox, new MessageRanges.Uids(2, 2), 1).getFirst();
      watch.made(inbox.id(), second.modSeq());
      rename(fixture, "mail_messages", "away");
      watch.bus().dispatch(FolderEvents.added(inbox, List.of(second)), Set.of(key)).block();
      assertThat(heard).isEmpty();
      rename(fixture, "away", "mail_messages");
      await().until(() -> heard.equals(List.of(1L, 2L)));
    }
  }

  private static void rename(StoreFixture fixture, String from, String to) {
    fixture.real.database.write(tx -> tx.execute("ALTER TABLE " + from + " RENAME TO " + to));
  }

  private static final class Change implements Event {
    private final EventId id = EventId.random();

    @Override
    public Username getUsername() {
      return Username.of("dana");
    }

    @Override
    public boolean isNoop() {
      return false;
    }

    @Override
    public EventId getEventId() {
      return id;
    }
  }
}
