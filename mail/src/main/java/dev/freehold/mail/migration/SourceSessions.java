package dev.freehold.mail.migration;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.imap.SourceSockets;
import dev.freehold.mail.migration.imap.SourceUse;
import dev.freehold.mail.migration.login.SourceLogins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to sources that are kept between the steps of a job, and closed when a while has
 * passed without one. Safe for use by many threads.
 */
final class SourceSessions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceSessions.class);

  private final SourceSockets sockets;
  private final SourceLogins logins;
  private final Predicate<UUID> runs;

  @GuardedBy("kept")
  private final Set<SourceUse> uses = new HashSet<>();

  @GuardedBy("itself")
  private final Map<Key, SourceSession> kept = new HashMap<>();

  private final ScheduledExecutorService reaper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("migration-connections").factory());

  @GuardedBy("kept")
  private boolean watching;

  @GuardedBy("kept")
  private boolean closed;

  /**
   * Keeps connections.
   *
   * @param runs tells of a batch whether it may go on; asked while a step waits for a source
   */
  SourceSessions(SourceSockets sockets, SourceLogins logins, Predicate<UUID> runs) {
    this.sockets = sockets;
    this.logins = logins;
    this.runs = runs;
  }

  /**
   * A connection that is signed in. A caller that takes one gives it back.
   *
   * @throws JobInterruptedException if this node stops
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if somebody has
   *     changed the row or its endpoint
   */
  SourceUse take(MigrationEndpoint endpoint, MigrationUserRows.Row user, RowSecrets secrets)
      throws IOException {
    SourceUse use = new SourceUse(user.batchId());
    SourceSession before;
    synchronized (kept) {
      if (closed) {
        throw new JobInterruptedException("this node stops");
      }
      uses.add(use);
      watch();
      before = kept.remove(new Key(user));
    }
    boolean begun = false;
    try {
      use.begin(before != null && before.isUsable() ? before : open(endpoint, user, secrets, use));
      begun = true;
      return use;
    } finally {
      if (!begun) {
        ended(use);
      }
    }
  }

  private SourceSession open(
      MigrationEndpoint endpoint, MigrationUserRows.Row user, RowSecrets secrets, SourceUse use)
      throws IOException {
    secrets.requireUnchanged();
    return new SourceSession(
        logins.open(sockets.watchedBy(use::waitsFor), endpoint, user.userName(), secrets));
  }

  private void ended(SourceUse use) {
    synchronized (kept) {
      uses.remove(use);
    }
  }

  /** Ends a use, and keeps the connection for the next step unless the mailbox has ended. */
  void giveBack(MigrationUserRows.Row user, SourceUse use, boolean keeps) {
    SourceSession session = use.session();
    session.used();
    SourceSession before = session;
    synchronized (kept) {
      uses.remove(use);
      if (keeps && !closed && session.isUsable()) {
        before = kept.put(new Key(user), session);
      }
    }
    if (before != null) {
      before.close();
    }
  }

  /** Begins to look after connections with the first that is used. */
  @GuardedBy("kept")
  private void watch() {
    if (!watching) {
      watching = true;
      long period = MigrationLimits.IDLE_CONNECTION.toMillis();
      long look = MigrationLimits.LOOK.toMillis();
      every(period, this::closeIdle);
      every(look, this::endStopped);
    }
  }

  /** A timer that throws would never run again. */
  private void every(long millis, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error failed) {
            LOG.warn("connections to sources could not be looked after; it is tried again", failed);
          }
        };
    var _ = reaper.scheduleWithFixedDelay(guarded, millis, millis, MILLISECONDS);
  }

  /** A step that waits for a source would hear of it only when the source has answered. */
  private void endStopped() {
    List<SourceUse> present;
    synchronized (kept) {
      present = List.copyOf(uses);
    }
    Map<UUID, Boolean> known = new HashMap<>();
    for (SourceUse use : present) {
      try {
        if (!known.computeIfAbsent(use.batchId(), runs::test)) {
          use.end();
        }
      } catch (RuntimeException e) {
        LOG.debug("whether a batch runs is looked for again", e);
      }
    }
  }

  private void closeIdle() {
    long now = System.nanoTime();
    List<SourceSession> idle = new ArrayList<>();
    synchronized (kept) {
      for (Iterator<SourceSession> all = kept.values().iterator(); all.hasNext(); ) {
        SourceSession session = all.next();
        if (session.isIdle(now)) {
          all.remove();
          idle.add(session);
        }
      }
    }
    idle.forEach(SourceSession::close);
  }

  /** Closes all connections at once, whatever waits for them. */
  @Override
  public void close() {
    synchronized (kept) {
      closed = true;
      reaper.shutdownNow();
      uses.forEach(SourceUse::end);
      kept.values().forEach(SourceSession::close);
      kept.clear();
    }
  }

  /** With whose mail goes where: another needs a connection of its own. */
  private record Key(UUID batchId, int line, String userName, String address) {
    Key(MigrationUserRows.Row user) {
      this(user.batchId(), user.line(), user.userName(), user.address());
    }
  }
}
