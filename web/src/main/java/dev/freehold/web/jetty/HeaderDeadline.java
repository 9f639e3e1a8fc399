package dev.freehold.web.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which a TLS handshake or a request's headers have begun and do not end. The
 * idle timeout alone would let a client hold a connection for days by sending a byte now and then.
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
    // A TLS connection carries another one and counts no messages itself.
    if (!(connection instanceof SslConnection)) {
      open.put(connection, Progress.of(connection, System.nanoTime()));
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
          if (progress.unfinishedNanos(System.nanoTime()) > limitNanos) {
            connection.getEndPoint().close();
          }
        });
    if (isRunning() || isStarting()) {
      scheduleSweep();
    }
  }
}
