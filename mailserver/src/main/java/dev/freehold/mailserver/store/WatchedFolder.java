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

  /** The mod-sequences above {@link #told} that this process took, or has told of already. */
  @GuardedBy("this")
  private final TreeSet<Long> own = new TreeSet<>();

  /** Up to here sessions were told of everything. */
  @GuardedBy("this")
  private long told;

  /** Up to here a change may be one of this process's that is under way; 0 if none is in doubt. */
  @GuardedBy("this")
  private long doubted;

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

  /** This process took a mod-sequence, or has told of it. */
  synchronized void own(long modSeq) {
    if (modSeq > told) {
      own.add(modSeq);
    }
  }

  /** Sessions could not be told of a mod-sequence that this process took. */
  synchronized void untold(long modSeq) {
    own.remove(modSeq);
    told = Math.min(told, modSeq - 1);
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

  /** What a look at the folder as it is now says of it. */
  enum Standing {
    /** Sessions were told of everything, or are just being told. */
    TOLD,
    /** Something was changed, here or elsewhere: who looks again later knows. */
    IN_DOUBT,
    /** The same, and somebody looks again. */
    WAITING,
    /** Something was changed elsewhere, and sessions were not told of it. */
    BEHIND
  }

  /**
   * Looks at the folder as it is now. A change that nobody here made was made elsewhere.
   *
   * @param isUnderway whether a change of this process was under way since {@code now} was read
   */
  synchronized Standing look(Folder now, boolean isUnderway) {
    takeOwn();
    if (now.highestModSeq() <= told) {
      return Standing.TOLD;
    }
    if (!isUnderway) {
      return Standing.BEHIND;
    }
    if (doubted > 0) {
      return Standing.WAITING;
    }
    doubted = now.highestModSeq();
    return Standing.IN_DOUBT;
  }

  /**
   * Ends a doubt. A change of this process that took a mod-sequence so long ago was told by now.
   *
   * @return whether something was changed elsewhere, and sessions were not told of it
   */
  synchronized boolean settle() {
    takeOwn();
    boolean isBehind = doubted > told;
    doubted = 0;
    return isBehind;
  }

  @GuardedBy("this")
  private void takeOwn() {
    while (own.remove(told + 1)) {
      told++;
    }
  }

  /** Sessions were told of everything up to the state in {@code now}. */
  synchronized void caughtUp(Folder now) {
    last = now;
    told = Math.max(told, now.highestModSeq());
    own.headSet(told, true).clear();
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
