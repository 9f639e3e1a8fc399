package dev.freehold.web.jetty;

import java.time.Duration;
import org.eclipse.jetty.io.Connection;

/**
 * Closes a connection on which a TLS handshake or a request's headers have begun and do not end.
 * The idle timeout alone would let a client hold a connection for days by sending a byte now and
 * then.
 */
final class HeaderDeadline implements Sweep.Look {

  private final Connection connection;
  private final Progress progress;
  private final long limitNanos;

  HeaderDeadline(Connection connection, Duration limit, long nowNanos) {
    this.connection = connection;
    this.progress = Progress.of(connection, nowNanos);
    this.limitNanos = limit.toNanos();
  }

  @Override
  public void at(long nowNanos) {
    if (progress.unfinishedNanos(nowNanos) > limitNanos) {
      connection.getEndPoint().close();
    }
  }
}
