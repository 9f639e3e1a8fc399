package dev.freehold.mailserver.store;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mailserver.MailServerLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.james.events.Event;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.events.MailboxEvents;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells sessions of changes in the folders that they have open, whoever made them: another session
 * here, the API, a delivery, another node. James's own events pass through here, so that nobody
 * hears of the second of two messages before the first. Safe for use by many threads.
 */
final class FolderWatch implements LocalChanges, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final SealedMail mail;
  private final EventBus local;
  private final WatchingEventBus bus;
  private final long pollMillis;
  private final Map<UUID, WatchedFolder> watched = new ConcurrentHashMap<>();

  /** How many changes of this process are under way in a folder, whether it is watched or not. */
  private final Map<UUID, Integer> underway = new ConcurrentHashMap<>();

  private final FolderLooks looks;

  /**
   * Watches nothing yet.
   *
   * @param local delivers events within this process
   */
  FolderWatch(SealedMail mail, EventBus local, long pollMillis) {
    this.mail = mail;
    this.local = local;
    this.bus = new WatchingEventBus(local, this);
    this.pollMillis = pollMillis;
    this.looks = new FolderLooks(mail.database().notices(), watched::keySet, this::look);
  }

  /** The bus that everybody else uses. */
  EventBus bus() {
    return bus;
  }

  void start() {
    looks.start(pollMillis);
  }

  @Override
  public Underway begin(Collection<UUID> folderIds) {
    List<UUID> ids = folderIds.stream().distinct().toList();
    ids.forEach(id -> underway.merge(id, 1, Integer::sum));
    return () ->
        ids.forEach(
            id -> underway.computeIfPresent(id, (_, count) -> count == 1 ? null : count - 1));
  }

  @Override
  public void made(UUID folderId, long modSeq) {
    Optional.ofNullable(watched.get(folderId)).ifPresent(folder -> folder.own(modSeq));
  }

  /** Begins to watch a folder, unless somebody watches it: from its state now. */
  void watch(UUID id) {
    WatchedFolder folder =
        watched.compute(
            id,
            (_, before) -> {
              WatchedFolder counted = before == null ? new WatchedFolder() : before;
              counted.countWatchers(1);
              return counted;
            });
    try {
      begin(id, folder);
    } catch (RuntimeException failed) {
      unwatch(id);
      throw failed;
    }
  }

  private void begin(UUID id, WatchedFolder folder) {
    synchronized (folder) {
      if (!folder.hasBegun()) {
        find(List.of(id)).stream()
            .findFirst()
            .ifPresent(now -> folder.begin(mail.indexes().uids(now)));
      }
    }
  }

  void unwatch(UUID id) {
    watched.computeIfPresent(id, (_, folder) -> folder.countWatchers(-1) == 0 ? null : folder);
  }

  private List<Folder> find(List<UUID> ids) {
    return mail.database().read(tx -> FolderChanges.byIds(tx, ids));
  }

  /**
   * Brings an event of James to those who have its folder open. What it tells of is committed, so
   * it does not fail. Messages that cannot be told of now are told of with the next look.
   */
  Mono<Void> deliver(UUID id, Event event, Mono<Void> delivery) {
    WatchedFolder folder = watched.get(id);
    return folder == null || !folder.hasBegun()
        ? delivery
        : folder.inTurn(
            before(folder, event)
                .then(delivery)
                .onErrorResume(failure -> later(id, folder, event, failure)));
  }

  private Mono<Void> later(UUID id, WatchedFolder folder, Event event, Throwable failure) {
    warn(failure);
    if (event instanceof MailboxEvents.Added added) {
      added.getUids().forEach(uid -> folder.untold(added.getMetaData(uid).getModSeq().asLong()));
    }
    looks.changed(Set.of(id));
    return Mono.empty();
  }

  private static void warn(Throwable failure) {
    LOG.warn(
        "sessions could not be told of a change: {}; the next look is soon", failure.toString());
  }

  private Mono<Void> before(WatchedFolder folder, Event event) {
    return switch (event) {
      case MailboxEvents.Added added -> {
        List<Long> uids = added.getUids().stream().map(uid -> uid.asLong()).sorted().toList();
        yield earlier(folder, uids).then(Mono.fromRunnable(() -> uids.forEach(folder::added)));
      }
      case MailboxEvents.Expunged expunged ->
          Mono.fromRunnable(() -> expunged.getUids().forEach(uid -> folder.removed(uid.asLong())));
      default -> Mono.empty();
    };
  }

  /**
   * UIDs are taken in the transactions that add messages, one after the other, so all below one
   * that is there are there too: whoever added them has not told of them yet.
   */
  private Mono<Void> earlier(WatchedFolder folder, List<Long> uids) {
    return Mono.defer(
        () -> {
          long next = folder.nextUid();
          if (uids.isEmpty() || uids.getFirst() <= next) {
            return Mono.empty();
          }
          return Mono.fromCallable(() -> list(folder, next, uids.getFirst() - 1))
              .subscribeOn(Schedulers.boundedElastic())
              .flatMap(missing -> tell(folder, missing));
        });
  }

  private List<StoredMessage> list(WatchedFolder folder, long first, long last) {
    List<StoredMessage> found = new ArrayList<>();
    Folder place = folder.last();
    long from = first;
    while (true) {
      List<StoredMessage> page =
          mail.ranges()
              .list(place, new MessageRanges.Uids(from, last), MailLimits.MAX_MESSAGES_PER_CALL);
      found.addAll(page);
      if (page.size() < MailLimits.MAX_MESSAGES_PER_CALL) {
        return found;
      }
      from = page.getLast().uid() + 1;
    }
  }

  private Mono<Void> tell(WatchedFolder folder, List<StoredMessage> added) {
    if (added.isEmpty()) {
      return Mono.empty();
    }
    added.forEach(message -> folder.added(message.uid()));
    return dispatch(folder.last(), FolderEvents.added(folder.last(), added));
  }

  private Mono<Void> dispatch(Folder folder, Event event) {
    return local.dispatch(event, new MailboxIdRegistrationKey(new FolderId(folder.id())));
  }

  /** Looks once at all folders that are open. */
  void poll() {
    boolean _ = look(List.copyOf(watched.keySet()));
  }

  /** Whether the store answered. */
  private boolean look(List<UUID> ids) {
    try {
      for (int from = 0; from < ids.size(); from += MailServerLimits.MAX_FOLDERS_PER_POLL) {
        int to = Math.min(ids.size(), from + MailServerLimits.MAX_FOLDERS_PER_POLL);
        List<UUID> some = ids.subList(from, to);
        Map<UUID, Folder> now =
            find(some).stream().collect(Collectors.toMap(Folder::id, Function.identity()));
        some.forEach(
            id -> begun(id).ifPresent(folder -> look(folder, Optional.ofNullable(now.get(id)))));
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn("open folders could not be looked at: {}; the next look is soon", e.toString());
      return false;
    }
  }

  private Optional<WatchedFolder> begun(UUID id) {
    return Optional.ofNullable(watched.get(id)).filter(WatchedFolder::hasBegun);
  }

  private void look(WatchedFolder folder, Optional<Folder> now) {
    Folder last = folder.last();
    if (now.isEmpty()) {
      watched.remove(last.id(), folder);
      run(folder.inTurn(dispatch(last, FolderEvents.deleted(last))));
      return;
    }
    if (!last.path().equals(now.get().path())) {
      folder.renamed(now.get());
      run(folder.inTurn(dispatch(last, FolderEvents.renamed(last, now.get()))));
    }
    // Asked after the row was read: who has begun later took a later mod-sequence.
    boolean isUnderway = underway.containsKey(last.id());
    switch (folder.look(now.get(), isUnderway)) {
      case TOLD, WAITING -> {}
      case IN_DOUBT -> looks.later(() -> settle(last.id()), pollMillis / 2);
      case BEHIND -> run(folder.inTurn(Mono.defer(() -> catchUp(folder, now.get()))));
    }
  }

  private void settle(UUID id) {
    boolean isBehind = begun(id).filter(WatchedFolder::settle).isPresent();
    if (!isBehind) {
      // Changed meanwhile, perhaps.
      looks.changed(Set.of(id));
      return;
    }
    try {
      find(List.of(id))
          .forEach(
              now ->
                  begun(id)
                      .ifPresent(
                          folder -> run(folder.inTurn(Mono.defer(() -> catchUp(folder, now))))));
    } catch (RuntimeException e) {
      LOG.warn("an open folder could not be looked at: {}; the next look is soon", e.toString());
      looks.anything();
    }
  }

  private void run(Mono<Void> work) {
    work.subscribeOn(Schedulers.boundedElastic())
        .subscribe(
            _ -> {},
            failure -> {
              warn(failure);
              looks.anything();
            });
  }

  /**
   * Tells of all that changed since sessions were told last. That includes what this process
   * changed: another may have changed the same message before, and a client that has asked for no
   * answer to its own STORE would not hear of that.
   */
  private Mono<Void> catchUp(WatchedFolder folder, Folder now) {
    List<StoredMessage> changed = changedSince(now, folder.told());
    List<Long> gone = folder.missing(mail.indexes().uids(now));
    List<StoredMessage> added =
        changed.stream().filter(message -> !folder.knows(message.uid())).toList();
    List<StoredMessage> updated =
        changed.stream().filter(message -> folder.knows(message.uid())).toList();
    gone.forEach(folder::removed);
    if (changed.size() < MailLimits.MAX_MESSAGES_PER_CALL) {
      // Read at once, so nothing else was changed with what is later than the last look.
      changed.forEach(message -> folder.own(message.modSeq()));
    }
    folder.caughtUp(now);
    List<Event> events = new ArrayList<>();
    if (!gone.isEmpty()) {
      events.add(FolderEvents.expunged(now, gone));
    }
    if (!updated.isEmpty()) {
      events.add(FolderEvents.flagsUpdated(now, updated));
    }
    return Flux.fromIterable(events)
        .concatMap(event -> dispatch(now, event))
        .then(tell(folder, added));
  }

  private List<StoredMessage> changedSince(Folder folder, long modSeq) {
    List<StoredMessage> changed = new ArrayList<>();
    long after = 0;
    while (true) {
      List<StoredMessage> page =
          mail.messages().changedSince(folder, modSeq, after, MailLimits.MAX_MESSAGES_PER_CALL);
      changed.addAll(page);
      if (page.size() < MailLimits.MAX_MESSAGES_PER_CALL) {
        return changed;
      }
      after = page.getLast().uid();
    }
  }

  /** Ends the looks; events pass on. */
  @Override
  public void close() {
    looks.close();
  }
}
