package dev.freehold.mailserver.store;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.james.events.Event;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventBusName;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.events.GroupAlreadyRegistered;
import org.apache.james.events.Registration;
import org.apache.james.events.RegistrationKey;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** James's bus, where whoever listens for changes of a folder has it watched. */
final class WatchingEventBus implements EventBus {

  private final EventBus bus;
  private final FolderWatch watch;

  WatchingEventBus(EventBus bus, FolderWatch watch) {
    this.bus = bus;
    this.watch = watch;
  }

  @Override
  public Publisher<Registration> register(
      EventListener.ReactiveEventListener listener, RegistrationKey key) {
    return folder(key)
        .<Publisher<Registration>>map(
            id ->
                Mono.fromCallable(() -> register(listener, key, id))
                    .subscribeOn(Schedulers.boundedElastic()))
        .orElseGet(() -> bus.register(listener, key));
  }

  /** In one step, which does both or nothing. */
  private Registration register(
      EventListener.ReactiveEventListener listener, RegistrationKey key, UUID id) {
    watch.watch(id);
    try {
      return unwatching(Mono.from(bus.register(listener, key)).blockOptional().orElseThrow(), id);
    } catch (RuntimeException failed) {
      watch.unwatch(id);
      throw failed;
    }
  }

  private Registration unwatching(Registration registration, UUID id) {
    return () -> Mono.from(registration.unregister()).doFinally(_ -> watch.unwatch(id));
  }

  @Override
  public Registration register(EventListener.ReactiveEventListener listener, Group group)
      throws GroupAlreadyRegistered {
    return bus.register(listener, group);
  }

  @Override
  public Mono<Void> dispatch(Event event, Set<RegistrationKey> keys) {
    Mono<Void> delivery = bus.dispatch(event, keys);
    return keys.size() == 1
        ? folder(keys.iterator().next())
            .map(id -> watch.deliver(id, event, delivery))
            .orElse(delivery)
        : delivery;
  }

  @Override
  public Mono<Void> reDeliver(Group group, Event event) {
    return bus.reDeliver(group, event);
  }

  @Override
  public EventBusName eventBusName() {
    return bus.eventBusName();
  }

  @Override
  public Collection<Group> listRegisteredGroups() {
    return bus.listRegisteredGroups();
  }

  private static Optional<UUID> folder(RegistrationKey key) {
    return key instanceof MailboxIdRegistrationKey mailbox
            && mailbox.getMailboxId() instanceof FolderId folder
        ? Optional.of(folder.id())
        : Optional.empty();
  }
}
