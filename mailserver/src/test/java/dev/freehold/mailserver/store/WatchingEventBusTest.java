package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Dialect;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RegistrationKey;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WatchingEventBusTest {

  private static final RegistrationKey INBOX =
      new MailboxIdRegistrationKey(new FolderId(new UUID(1, 1)));

  @Test
  @DisplayName("Who could not be registered, as the database is gone, is not kept")
  void databaseIsGone() {
    StoreFixture fixture = new StoreFixture(Dialect.SQLITE, Clock.systemUTC());
    LockedEventBus local =
        new LockedEventBus(
            new InVmEventDelivery(new NoMetrics()),
            RetryBackoffConfiguration.DEFAULT,
            new MemoryEventDeadLetters());
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
