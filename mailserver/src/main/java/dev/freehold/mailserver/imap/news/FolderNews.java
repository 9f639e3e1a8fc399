package dev.freehold.mailserver.imap.news;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.james.events.Event;
import org.apache.james.events.EventListener.ReactiveEventListener;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The events of one selected folder. James gathers them, tells the client, and then forgets all
 * that it has gathered, also what came while it told. Here such an event is given to it once more
 * when it has forgotten. So a client may hear of a change twice, and not never; of a removal once,
 * because the message has no number any more the second time. Thread-safe.
 */
final class FolderNews implements ReactiveEventListener, InvocationHandler {

  private static final Logger LOG = LoggerFactory.getLogger(FolderNews.class);

  /**
   * So many events wait while a client is told of others; one that takes no answer for a minute
   * loses its connection. If there are more, the client has to look at the whole folder anew: none
   * waits any more, and its connection is ended.
   */
  static final int MAX_WAITING = 10_000;

  private final ReactiveEventListener listener;
  private final SelectedMailbox folder;

  @GuardedBy("this")
  private final Deque<Event> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean isTelling;

  /** More happened than could wait; the client is not told of it. */
  @GuardedBy("this")
  private boolean isLost;

  /** Ends the connection of the client. */
  private volatile Runnable whenLost = () -> {};

  /** How often James has forgotten what it had gathered. */
  @GuardedBy("this")
  private long forgotten;

  /**
   * Knows of no event yet.
   *
   * @param listener the folder
   * @param folder the same
   */
  FolderNews(ReactiveEventListener listener, SelectedMailbox folder) {
    this.listener = listener;
    this.folder = folder;
  }

  /**
   * The folder, for whoever tells its client.
   *
   * @param whenLost is called if the client cannot be told of all that happened
   */
  SelectedMailbox folder(Runnable whenLost) {
    this.whenLost = whenLost;
    return (SelectedMailbox)
        Proxy.newProxyInstance(
            FolderNews.class.getClassLoader(), new Class<?>[] {SelectedMailbox.class}, this);
  }

  @Override
  public boolean isHandling(Event event) {
    return listener.isHandling(event);
  }

  @Override
  public ExecutionMode getExecutionMode() {
    return listener.getExecutionMode();
  }

  @Override
  public Publisher<Void> reactiveEvent(Event event) {
    return hear(event);
  }

  private Mono<Void> hear(Event event) {
    return Mono.defer(
        () -> {
          long before = forgotten();
          return Mono.from(listener.reactiveEvent(event))
              .then(Mono.defer(() -> isKept(event, before) ? Mono.empty() : hear(event)));
        });
  }

  private synchronized long forgotten() {
    return forgotten;
  }

  /** Whether James has an event for sure, or is given it later. */
  private synchronized boolean isKept(Event event, long before) {
    if (!isTelling) {
      return forgotten == before;
    }
    if (!isLost && waiting.size() == MAX_WAITING) {
      LOG.warn("more than {} changes waited for a client; its connection is ended", MAX_WAITING);
      isLost = true;
      waiting.clear();
      whenLost.run();
    }
    if (!isLost) {
      waiting.addLast(event);
    }
    return true;
  }

  /** James asks first whether there are new messages, and forgets last of all. */
  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      return switch (method.getName()) {
        case "isSizeChanged" -> {
          begin();
          yield method.invoke(folder, arguments);
        }
        case "resetEvents" -> {
          Object nothing = method.invoke(folder, arguments);
          again(end());
          yield nothing;
        }
        case "expungedUids" ->
            folder.expungedUids().stream()
                .filter(uid -> folder.msn(uid).asInt().isPresent())
                .toList();
        default -> method.invoke(folder, arguments);
      };
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private synchronized void begin() {
    isTelling = true;
  }

  private synchronized List<Event> end() {
    isTelling = false;
    forgotten++;
    List<Event> events = List.copyOf(waiting);
    waiting.clear();
    return events;
  }

  private void again(List<Event> events) {
    Flux.fromIterable(events)
        .concatMap(this::hear)
        .subscribe(
            _ -> {}, failure -> LOG.warn("a client may miss a change: {}", failure.toString()));
  }
}
