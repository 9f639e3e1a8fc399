package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Ends a request whose client sends a body, or takes an answer, more slowly than the least rate.
 * Only time in which the server waits for the client counts. A body that is too slow fails where it
 * is read, so that the request is answered if nothing is out yet; a client that reads too slowly
 * can be told nothing.
 */
final class LeastRate implements Sweep.Look {

  private final Connection connection;
  private final CountedEndPoint socket;
  private final Debt in;
  private final Debt out;
  private long lookedNanos;

  LeastRate(Connection connection, Duration grace, long nowNanos) {
    this.connection = connection;
    this.socket = CountedEndPoint.below(connection.getEndPoint());
    this.in = new Debt(grace.toNanos());
    this.out = new Debt(grace.toNanos());
    this.lookedNanos = nowNanos;
  }

  @Override
  public void at(long nowNanos) {
    long nanos = nowNanos - lookedNanos;
    lookedNanos = nowNanos;
    if (out.grows(socket.isWriting(), nanos, socket.outBytes())) {
      socket.close();
    } else if (in.grows(isReading(), nanos, socket.inBytes())) {
      in.forgive();
      TimeoutException slow = new TimeoutException("the body comes too slowly");
      if (connection.onIdleExpired(slow)) {
        socket.close();
      }
    }
  }

  /** Whether a request waits for more of its body. */
  private boolean isReading() {
    return connection instanceof HttpConnection http
        && http.getMessagesIn() != http.getMessagesOut()
        && http.getEndPoint().isFillInterested();
  }

  /** How far one direction is behind the least rate. */
  private static final class Debt {

    private final long graceNanos;
    private long owedNanos;
    private long bytes;

    Debt(long graceNanos) {
      this.graceNanos = graceNanos;
    }

    /** Whether it is behind by more than the grace, after {@code nanos} with or without waiting. */
    boolean grows(boolean waited, long nanos, long allBytes) {
      long paidNanos =
          (allBytes - bytes) * TimeUnit.SECONDS.toNanos(1) / WebLimits.LEAST_BYTES_PER_SECOND;
      bytes = allBytes;
      owedNanos = waited ? Math.max(0, owedNanos + nanos - paidNanos) : 0;
      return owedNanos > graceNanos;
    }

    void forgive() {
      owedNanos = 0;
    }
  }
}
