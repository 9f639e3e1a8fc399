package dev.freehold.mailserver.imap.news;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.events.Event;
import org.apache.james.events.EventBus;
import org.apache.james.events.EventBusName;
import org.apache.james.events.EventListener;
import org.apache.james.events.Group;
import org.apache.james.events.GroupAlreadyRegistered;
import org.apache.james.events.Registration;
import org.apache.james.events.RegistrationKey;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A bus on which selected folders miss no event. Thread-safe. */
public final class NewsBus implements EventBus {

  private final EventBus bus;
  private final Map<SelectedMailbox, FolderNews> open = new ConcurrentHashMap<>();

  /** Passes on what {@code bus} has. */
  public NewsBus(EventBus bus) {
    this.bus = bus;
  }

  /**
   * A folder that has registered here, as whoever tells its client has to use it.
   *
   * @param whenLost is called if so much happens that the client has to look at all of it anew;
   *     must not wait
   */
  public SelectedMailbox kept(SelectedMailbox folder, Runnable whenLost) {
    return Optional.ofNullable(open.get(folder)).map(news -> news.folder(whenLost)).orElse(folder);
  }

  @Override
  public Publisher<Registration> register(
      EventListener.ReactiveEventListener listener, RegistrationKey key) {
    if (!(listener instanceof SelectedMailbox folder)) {
      return bus.register(listener, key);
    }
    FolderNews news = new FolderNews(listener, folder);
    open.put(folder, news);
    return Mono.from(bus.register(news, key))
        .doOnError(_ -> open.remove(folder))
        .map(registration -> closing(registration, folder));
  }

  private Registration closing(Registration registration, SelectedMailbox folder) {
    return () -> Mono.from(registration.unregister()).doFinally(_ -> open.remove(folder));
  }

  @Override
  public Registration register(EventListener.ReactiveEventListener listener, Group group)
      throws GroupAlreadyRegistered {
    return bus.register(listener, group);
  }

  @Override
  public Mono<Void> dispatch(Event event, Set<RegistrationKey> keys) {
    return bus.dispatch(event, keys);
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
}
