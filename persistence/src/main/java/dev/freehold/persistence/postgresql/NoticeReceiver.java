package dev.freehold.persistence.postgresql;

import dev.freehold.persistence.PersistenceLimits;
import dev.freehold.persistence.notices.ChangeNotices;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a connection of its own, and connects again when that is lost or silent: the beats of
 * this process come back on it, unless something between it and the server holds back notices, as a
 * pooler of transactions does. Safe for use by many threads.
 */
final class NoticeReceiver implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NoticeReceiver.class);

  private final DataSource source;
  private final UUID self;
  private final List<ChangeNotices.Listener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Optional<Connection> open = Optional.empty();
  private volatile boolean isHeard;
  private long pauseMillis = PersistenceLimits.NOTICE_RETRY_MILLIS;

  /** Listens once it is started. */
  NoticeReceiver(DataSource source, UUID self) {
    this.source = source;
    this.self = self;
  }

  void start() {
    Thread.ofPlatform().name("notice-receiver").daemon().start(this::run);
  }

  boolean isHeard() {
    return isHeard;
  }

  void add(ChangeNotices.Listener listener) {
    listeners.add(listener);
    listener.anything();
  }

  void remove(ChangeNotices.Listener listener) {
    listeners.remove(listener);
  }

  private void run() {
    boolean hasFailed = false;
    while (!isClosed()) {
      try (Connection connection = source.getConnection()) {
        open = Optional.of(connection);
        listen(connection);
      } catch (SQLException | RuntimeException | Error e) {
        if (!isClosed() && (isHeard || !hasFailed)) {
          LOG.warn(
              "notices of other nodes do not arrive: {}; what they change is found by looking",
              e.toString());
        }
        hasFailed = true;
      }
      isHeard = false;
      open = Optional.empty();
      pause();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + NoticeSender.CHANNEL);
    }
    // What was said while nobody listened.
    listeners.forEach(ChangeNotices.Listener::anything);
    PGConnection notices = connection.unwrap(PGConnection.class);
    long heardNanos = System.nanoTime();
    while (!isClosed()) {
      PGNotification[] some = notices.getNotifications(PersistenceLimits.NOTICE_WAIT_MILLIS);
      for (PGNotification one : some == null ? new PGNotification[0] : some) {
        if (isOwn(one)) {
          heardNanos = System.nanoTime();
          heard();
        }
      }
      if (System.nanoTime() - heardNanos
          > TimeUnit.MILLISECONDS.toNanos(PersistenceLimits.NOTICE_SILENCE_MILLIS)) {
        throw new SQLTimeoutException("the connection is open but silent");
      }
    }
  }

  /** Passes a notice on, and says whether it is this process's. */
  private boolean isOwn(PGNotification notification) {
    Optional<NoticePayload> payload = NoticePayload.parse(notification.getParameter());
    payload.ifPresent(this::pass);
    return payload.filter(one -> one.sender().equals(self)).isPresent();
  }

  private void pass(NoticePayload payload) {
    if (payload.isAnything()) {
      listeners.forEach(ChangeNotices.Listener::anything);
    } else if (!payload.ids().isEmpty()) {
      listeners.forEach(listener -> listener.changed(payload.ids()));
    }
  }

  private void heard() {
    if (!isHeard) {
      LOG.info("notices of changes arrive");
    }
    isHeard = true;
    pauseMillis = PersistenceLimits.NOTICE_RETRY_MILLIS;
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  /** Longer each time, up to a bound, until notices arrive. */
  private void pause() {
    try {
      boolean _ = closing.await(pauseMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
    pauseMillis = Math.min(2 * pauseMillis, PersistenceLimits.MAX_NOTICE_RETRY_MILLIS);
  }

  @Override
  public void close() {
    closing.countDown();
    open.ifPresent(
        connection -> {
          try {
            connection.abort(Runnable::run);
          } catch (SQLException e) {
            LOG.debug("the connection for notices was closed already", e);
          }
        });
  }
}
