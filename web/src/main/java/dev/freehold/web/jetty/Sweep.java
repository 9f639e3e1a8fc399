package dev.freehold.web.jetty;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks at all open connections of a listener twice a second. A TLS connection is left out: it
 * carries another one, and counts nothing itself.
 */
final class Sweep extends AbstractLifeCycle implements Connection.Listener {

  private static final long EVERY_MILLIS = 500;

  private final Map<Connection, Look> open = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final Function<Connection, Look> looks;

  /** What is done at each look at one connection. Used by the sweeping thread only. */
  @FunctionalInterface
  interface Look {
    void at(long nowNanos);
  }

  Sweep(Scheduler scheduler, Function<Connection, Look> looks) {
    this.scheduler = scheduler;
    this.looks = looks;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) {
      open.put(connection, looks.apply(connection));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  @Override
  protected void doStart() {
    schedule();
  }

  private void schedule() {
    scheduler.schedule(this::sweep, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long nowNanos = System.nanoTime();
    try {
      open.values().forEach(look -> look.at(nowNanos));
    } finally {
      if (isRunning() || isStarting()) {
        schedule();
      }
    }
  }
}
