package dev.freehold.vault.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request has begun but whose headers do not end. The idle timeout
 * alone would let a client hold a connection for days by sending a byte now and then.
 */
final class HeaderDeadline extends AbstractLifeCycle implements Connection.Listener {

  private static final long SWEEP_MILLIS = 500;

  private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final long limitNanos;

  HeaderDeadline(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limitNanos = limit.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    // A TLS connection carries an HTTP connection and counts no messages itself.
    if (!(connection instanceof SslConnection)) {
      open.put(connection, new Progress());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  @Override
  protected void doStart() {
    scheduleSweep();
  }

  private void scheduleSweep() {
    scheduler.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    open.forEach(
        (connection, progress) -> {
          if (progress.partialNanos(connection, System.nanoTime()) > limitNanos) {
            connection.close();
          }
        });
    if (isRunning() || isStarting()) {
      scheduleSweep();
    }
  }

  /** How far a connection had come at the last look. Used by the sweeping thread only. */
  private static final class Progress {

    private long messages;
    private long bytes;
    private boolean partial;
    private long partialSinceNanos;

    /** For how long the headers of a request have been coming, 0 between and in requests. */
    long partialNanos(Connection connection, long nowNanos) {
      long messagesIn = connection.getMessagesIn();
      boolean between = messagesIn == messages && messagesIn == connection.getMessagesOut();
      if (!between) {
        messages = messagesIn;
        partial = false;
        bytes = connection.getBytesIn();
        return 0;
      }
      if (connection.getBytesIn() == bytes) {
        return 0;
      }
      if (!partial) {
        partial = true;
        partialSinceNanos = nowNanos;
      }
      return nowNanos - partialSinceNanos;
    }
  }
}
