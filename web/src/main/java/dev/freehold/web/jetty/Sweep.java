package dev.freehold.web.jetty;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks at all open connections of a listener twice a second. A TLS connection is left out: it
 * carries another one, and counts nothing itself. By its clock, the time by which a look came late
 * has not passed: this process stood still, and read nothing of what clients had sent.
 */
final class Sweep extends AbstractLifeCycle implements Connection.Listener {

  private static final long EVERY_MILLIS = 500;

  private final Map<Connection, Look> open = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final Looks looks;
  private final LongSupplier nanoTime;
  private long dueNanos;

  /** By how much looks came late in all. */
  private final AtomicLong lateNanos = new AtomicLong();

  /** Makes what looks at one connection. */
  @FunctionalInterface
  interface Looks {
    Look at(Connection connection, long nowNanos);
  }

  /** What is done at each look at one connection. Used by the sweeping thread only. */
  @FunctionalInterface
  interface Look {
    void at(long nowNanos);
  }

  Sweep(Scheduler scheduler, Looks looks) {
    this(scheduler, looks, System::nanoTime);
  }

  Sweep(Scheduler scheduler, Looks looks, LongSupplier nanoTime) {
    this.scheduler = scheduler;
    this.looks = looks;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) {
      open.put(connection, looks.at(connection, nanoTime.getAsLong() - lateNanos.get()));
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
    dueNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
    scheduler.schedule(this::sweep, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long wokenNanos = nanoTime.getAsLong();
    long nowNanos = wokenNanos - lateNanos.addAndGet(Math.max(0, wokenNanos - dueNanos));
    try {
      open.values().forEach(look -> look.at(nowNanos));
    } finally {
      if (isRunning() || isStarting()) {
        schedule();
      }
    }
  }
}
