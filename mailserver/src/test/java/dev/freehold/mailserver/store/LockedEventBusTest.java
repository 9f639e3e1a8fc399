package dev.freehold.mailserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.core.Username;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.Registration;
import org.apache.james.events.RegistrationKey;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

class LockedEventBusTest {

  private static final RegistrationKey INBOX =
      new MailboxIdRegistrationKey(new FolderId(new UUID(1, 1)));
  private static final int EVENTS = 20_000;

  private final LockedEventBus bus =
      new LockedEventBus(
          new InVmEventDelivery(new NoMetrics()),
          RetryBackoffConfiguration.DEFAULT,
          new MemoryEventDeadLetters());

  private Registration register(EventListener.ReactiveEventListener listener) {
    return Mono.from(bus.register(listener, INBOX)).block();
  }

  private void dispatch() {
    bus.dispatch(new Change(), Set.of(INBOX)).block();
  }

  @Test
  @DisplayName("Who stays hears of every event while others come and go")
  void comingAndGoing() throws Exception {
    Listener staying = new Listener();
    register(staying);
    AtomicBoolean isOver = new AtomicBoolean();
    List<Future<?>> others = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int thread = 0; thread < 2; thread++) {
        others.add(
            threads.submit(
                () -> {
                  while (!isOver.get()) {
                    Mono.from(register(new Listener()).unregister()).block();
                  }
                }));
      }
      try {
        for (int event = 0; event < EVENTS; event++) {
          dispatch();
        }
      } finally {
        isOver.set(true);
      }
    }
    for (Future<?> other : others) {
      other.get();
    }
    assertThat(staying.heard).hasValue(EVENTS);
  }

  @Test
  @DisplayName("Who has left hears nothing more")
  void left() {
    Listener leaving = new Listener();
    Registration registration = register(leaving);
    dispatch();
    Mono.from(registration.unregister()).block();
    dispatch();
    assertThat(leaving.heard).hasValue(1);
  }

  private static final class Listener implements EventListener.ReactiveEventListener {
    private final AtomicInteger heard = new AtomicInteger();

    @Override
    public Publisher<Void> reactiveEvent(Event event) {
      return Mono.fromRunnable(heard::incrementAndGet);
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
