package dev.freehold.mail.migration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;
import dev.freehold.mail.migration.imap.SourceSession;
import dev.freehold.mail.migration.imap.SourceSockets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Connections to sources that are kept between the steps of a job, and closed when a while has
 * passed without one. Safe for use by many threads.
 */
final class SourceSessions implements AutoCloseable {

  private final SourceSockets sockets;

  @GuardedBy("itself")
  private final Map<Key, SourceSession> kept = new HashMap<>();

  private final ScheduledExecutorService reaper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("migration-connections").factory());

  @GuardedBy("kept")
  private boolean reaping;

  @GuardedBy("kept")
  private boolean closed;

  SourceSessions(SourceSockets sockets) {
    this.sockets = sockets;
  }

  /** A caller that takes a session gives it back or closes it. */
  SourceSession take(MigrationEndpoint endpoint, MigrationUserRows.Row user, Password password)
      throws IOException {
    SourceSession session;
    synchronized (kept) {
      session = kept.remove(new Key(user));
    }
    if (session != null && session.isUsable()) {
      return session;
    }
    return open(endpoint, user, password);
  }

  private SourceSession open(
      MigrationEndpoint endpoint, MigrationUserRows.Row user, Password password)
      throws IOException {
    ImapClient client = ImapClient.connect(sockets, endpoint);
    try (SourcePassword secret = password.open()) {
      client.login(user.userName(), secret);
      return new SourceSession(client);
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Keeps a session for the next step. */
  void giveBack(MigrationUserRows.Row user, SourceSession session) {
    session.used();
    SourceSession before = session;
    synchronized (kept) {
      if (!closed && session.isUsable()) {
        before = kept.put(new Key(user), session);
        reap();
      }
    }
    if (before != null) {
      before.close();
    }
  }

  /** Ends what is kept for a mailbox that has ended. */
  void end(MigrationUserRows.Row user) {
    SourceSession session;
    synchronized (kept) {
      session = kept.remove(new Key(user));
    }
    if (session != null) {
      session.close();
    }
  }

  /** Begins to look for idle sessions with the first one that is kept. */
  @GuardedBy("kept")
  private void reap() {
    if (!reaping) {
      reaping = true;
      long period = MigrationLimits.IDLE_CONNECTION.toSeconds();
      var _ = reaper.scheduleWithFixedDelay(this::closeIdle, period, period, TimeUnit.SECONDS);
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

  @Override
  public void close() {
    synchronized (kept) {
      closed = true;
      reaper.shutdownNow();
      kept.values().forEach(SourceSession::close);
      kept.clear();
    }
  }

  /** Opens the password when it is needed. */
  @FunctionalInterface
  interface Password {
    SourcePassword open();
  }

  private record Key(UUID batchId, int line) {
    Key(MigrationUserRows.Row user) {
      this(user.batchId(), user.line());
    }
  }
}
