package dev.freehold.mailserver.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageIndex;
import java.util.List;
import java.util.TreeSet;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What sessions that have a folder open were told of it. Safe for use by many threads.
 *
 * <p>Each change takes a mod-sequence, one after the other. Those that this process took are told
 * by James; one that nobody here took was taken elsewhere.
 */
final class WatchedFolder {

  @GuardedBy("this")
  private final UidSet uids = new UidSet();

  /** The mod-sequences above {@link #told} that this process took. */
  @GuardedBy("this")
  private final TreeSet<Long> own = new TreeSet<>();

  /** Up to here sessions were told of everything. */
  @GuardedBy("this")
  private long told;

  /** The highest mod-sequence at the last look, if sessions were not told of all up to it. */
  @GuardedBy("this")
  private long suspect;

  @GuardedBy("this")
  private long nextUid;

  @GuardedBy("this")
  private Folder last;

  @GuardedBy("this")
  private Mono<Void> lastInTurn = Mono.empty();

  private int watchers;

  /** Counts up or down; the caller sees to it that no two threads do so. */
  int countWatchers(int change) {
    watchers += change;
    return watchers;
  }

  /** Begins with a folder as it is. */
  synchronized void begin(MessageIndex index) {
    Folder folder = index.folder();
    last = folder;
    told = folder.highestModSeq();
    nextUid = folder.uidNext();
    uids.set(index.uids());
  }

  synchronized boolean hasBegun() {
    return last != null;
  }

  synchronized Folder last() {
    return last;
  }

  synchronized long told() {
    return told;
  }

  /** This process took a mod-sequence. */
  synchronized void own(long modSeq) {
    if (modSeq > told) {
      own.add(modSeq);
    }
  }

  synchronized boolean isOwn(long modSeq) {
    return own.contains(modSeq);
  }

  synchronized boolean knows(long uid) {
    return uids.contains(uid);
  }

  /** The first UID that sessions were not told of. */
  synchronized long nextUid() {
    return nextUid;
  }

  synchronized void added(long uid) {
    uids.add(uid);
    nextUid = Math.max(nextUid, uid + 1);
  }

  synchronized void removed(long uid) {
    uids.remove(uid);
  }

  synchronized List<Long> missing(MessageIndex index) {
    return uids.without(index.uids());
  }

  /**
   * Looks at the folder as it is now. Whoever makes a change here tells of it at once, so what
   * nobody told of from one look to the next was made elsewhere.
   *
   * @return whether something was made elsewhere
   */
  synchronized boolean isBehind(Folder now) {
    while (own.remove(told + 1)) {
      told++;
    }
    boolean wasSuspect = suspect > told;
    suspect = now.highestModSeq() > told ? now.highestModSeq() : 0;
    return wasSuspect;
  }

  /** Sessions were told of everything up to the state in {@code now}. */
  synchronized void caughtUp(Folder now) {
    last = now;
    told = Math.max(told, now.highestModSeq());
    own.headSet(told, true).clear();
    suspect = 0;
  }

  synchronized void renamed(Folder now) {
    last = now;
  }

  /**
   * Runs {@code work} when all that came before it is done, without a thread that waits: sessions
   * hear of changes of one folder one after the other.
   */
  Mono<Void> inTurn(Mono<Void> work) {
    return Mono.defer(
        () -> {
          Sinks.Empty<Void> done = Sinks.empty();
          Mono<Void> before;
          synchronized (this) {
            before = lastInTurn;
            lastInTurn = done.asMono();
          }
          return before.then(work).doFinally(_ -> done.tryEmitEmpty());
        });
  }
}
