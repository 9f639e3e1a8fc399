package dev.freehold.persistence.postgresql;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.persistence.PersistenceLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices, in transactions of their own: PostgreSQL lets one transaction with a NOTIFY commit
 * at a time, each with its flush and its wait for a standby, so in the writers' own transactions
 * they would take turns. What is written within {@link PersistenceLimits#NOTICE_GATHER_MILLIS} goes
 * out together, and does not wait for the disk. Safe for use by many threads.
 */
final class NoticeSender implements AutoCloseable {

  static final String CHANNEL = "freehold_changes";

  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

  /** Nothing depends on a notice after a power cut, so its commit is not flushed. */
  private static final String NOTIFY =
      "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

  /** One may be that others had all connections of the pool for a moment. */
  private static final int FAILURES_TO_TELL = 3;

  private final DataSource connections;
  private final UUID self;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("notice-sender").daemon().factory());

  @GuardedBy("this")
  private final Set<UUID> pending = new LinkedHashSet<>();

  @GuardedBy("this")
  private boolean isAnything;

  @GuardedBy("this")
  private boolean isDue;

  private int failures;

  /** Sends nothing yet. */
  NoticeSender(DataSource connections, UUID self) {
    this.connections = connections;
    this.self = self;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Says from now on that notices arrive, for who listens in this process. */
  void beat() {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            () -> send(NoticePayload.beat(self)),
            0,
            PersistenceLimits.NOTICE_BEAT_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Sends these ids soon; does not wait. */
  synchronized void changed(Set<UUID> ids) {
    pending.addAll(ids);
    if (pending.size() > PersistenceLimits.MAX_PENDING_NOTICES) {
      pending.clear();
      isAnything = true;
    }
    flushAfter(PersistenceLimits.NOTICE_GATHER_MILLIS);
  }

  private synchronized void flushAfter(long millis) {
    if (isDue || (pending.isEmpty() && !isAnything)) {
      return;
    }
    try {
      ScheduledFuture<?> _ = thread.schedule(this::flush, millis, TimeUnit.MILLISECONDS);
      isDue = true;
    } catch (RejectedExecutionException closed) {
      LOG.debug("the database is closed, nobody is told of the last change");
    }
  }

  private void flush() {
    Batch batch = take();
    boolean isSent = send(batch.payload(self));
    if (!isSent) {
      putBack(batch);
    }
    flushAfter(
        isSent ? PersistenceLimits.NOTICE_GATHER_MILLIS : PersistenceLimits.NOTICE_RETRY_MILLIS);
  }

  private synchronized Batch take() {
    isDue = false;
    if (isAnything) {
      isAnything = false;
      pending.clear();
      return new Batch(true, List.of());
    }
    List<UUID> some = new ArrayList<>();
    Iterator<UUID> rest = pending.iterator();
    while (rest.hasNext() && some.size() < NoticePayload.MAX_IDS) {
      some.add(rest.next());
      rest.remove();
    }
    return new Batch(false, some);
  }

  private synchronized void putBack(Batch batch) {
    isAnything |= batch.isAnything;
    pending.addAll(batch.ids);
  }

  private boolean send(String payload) {
    try (Connection connection = connections.getConnection();
        PreparedStatement notify = connection.prepareStatement(NOTIFY)) {
      notify.setString(1, CHANNEL);
      notify.setString(2, payload);
      notify.execute();
      connection.commit();
      failures = 0;
      return true;
    } catch (SQLException | RuntimeException | Error e) {
      // Whatever it is: what is thrown from a beat would end all that come after it.
      failures++;
      if (failures == FAILURES_TO_TELL) {
        LOG.warn("other nodes cannot be told of changes: {}; trying again", e.toString());
      }
      return false;
    }
  }

  /** Sends what waits, once, after what is being sent, and ends. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      boolean _ =
          thread.awaitTermination(PersistenceLimits.NOTICE_END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
    Batch rest = take();
    if (rest.isAnything || !rest.ids.isEmpty()) {
      boolean _ = send(rest.payload(self));
    }
  }

  private record Batch(boolean isAnything, List<UUID> ids) {

    String payload(UUID sender) {
      return isAnything ? NoticePayload.anything(sender) : NoticePayload.changed(sender, ids);
    }
  }
}
