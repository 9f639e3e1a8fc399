package dev.freehold.mail.migration.imap;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket if what is done with it is not over in time. The timeout of a socket bounds a
 * single read, and below TLS there are many of them before a byte comes out; writes have none. Safe
 * for use by many threads.
 */
final class SocketDeadline implements AutoCloseable {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Runnable close;
  private final Future<?> end;
  private volatile boolean over;

  /**
   * Begins now.
   *
   * @param socket the one below TLS, which closes at once
   */
  SocketDeadline(Socket socket, Duration time) {
    this(() -> SourceSockets.closeQuietly(socket), time);
  }

  /** Begins now, and calls {@code close} when the time is over. */
  SocketDeadline(Runnable close, Duration time) {
    this.close = close;
    this.end = TIMER.schedule(this::giveUp, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("migration-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private void giveUp() {
    over = true;
    close.run();
  }

  /** Tells whether the time has run out. */
  boolean isOver() {
    return over;
  }

  /** It was over in time. */
  @Override
  public void close() {
    end.cancel(false);
  }
}
