package dev.freehold.web.jetty;

import dev.freehold.web.WebLimits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends requests whose clients send a body, or take an answer, more slowly than the least rate. Only
 * time in which the server waits for the client counts. A body that is too slow fails where it is
 * read, so that the request is answered if nothing is out yet; a client that reads too slowly can
 * be told nothing.
 */
final class LeastRate extends AbstractLifeCycle implements Connection.Listener {

  private static final long SWEEP_MILLIS = 500;

  private final Map<Connection, Flow> open = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final long graceNanos;

  LeastRate(Scheduler scheduler, Duration grace) {
    this.scheduler = scheduler;
    this.graceNanos = grace.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) {
      open.put(connection, new Flow(connection, graceNanos));
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
    long nowNanos = System.nanoTime();
    open.values().forEach(flow -> flow.look(nowNanos));
    if (isRunning() || isStarting()) {
      scheduleSweep();
    }
  }

  /** One connection. Used by the sweeping thread only. */
  private static final class Flow {

    private final Connection connection;
    private final CountedEndPoint socket;
    private final Debt in;
    private final Debt out;
    private long lookedNanos = System.nanoTime();

    Flow(Connection connection, long graceNanos) {
      this.connection = connection;
      this.socket = CountedEndPoint.below(connection.getEndPoint());
      this.in = new Debt(graceNanos);
      this.out = new Debt(graceNanos);
    }

    void look(long nowNanos) {
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
          && http.getEndPoint() instanceof AbstractEndPoint endPoint
          && endPoint.isFillInterested();
    }
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
