package dev.freehold.mailserver.imap.wire;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.web.WebLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads from a client. Before it waits for the client, it sends what is written for it. Used by the
 * thread of its connection, or by the one that stores a message for it meanwhile.
 */
public final class ConnectionInput {

  private final ConnectionOutput output;
  private final Timeout timeout;
  private final byte[] buffer = new byte[MailServerLimits.INPUT_BUFFER_BYTES];
  private InputStream source;
  private int next;
  private int end;
  private long deadlineNanos;
  private boolean isRated;

  /** Bounds the next reads of a socket. */
  public interface Timeout {

    /** Waits at most {@code millis}, which is more than 0. */
    void set(int millis) throws IOException;
  }

  /**
   * @param source where the bytes come from
   * @param timeout of the socket below the source
   */
  public ConnectionInput(InputStream source, ConnectionOutput output, Timeout timeout) {
    this.source = source;
    this.output = output;
    this.timeout = timeout;
    expectWithin(WebLimits.HEADER_TIMEOUT);
  }

  /** Whatever is read from now on has to come within {@code time}, all together. */
  public void expectWithin(Duration time) {
    deadlineNanos = System.nanoTime() + time.toNanos();
    isRated = false;
  }

  /** From now on the client sends at the least rate of streams at least, with their grace. */
  public void expectAtLeastRate() {
    expectWithin(WebLimits.LEAST_RATE_GRACE);
    isRated = true;
  }

  /** What follows comes through {@code replacement}. */
  public void replace(InputStream replacement) {
    source = replacement;
  }

  /** Whether the client sent more than was read. */
  public boolean hasMore() {
    return next < end;
  }

  /** Bytes that came already, and that a layer put below from now on is to read first. */
  public byte[] takeBuffered() {
    byte[] left = new byte[end - next];
    System.arraycopy(buffer, next, left, 0, left.length);
    next = end;
    return left;
  }

  /** Waits for the client, and tells whether it sent anything before it closed its side. */
  public boolean awaitMore() throws IOException {
    return hasMore() || fill();
  }

  /**
   * The next byte, 0 to 255.
   *
   * @throws EOFException if the client closed its side
   */
  public int read() throws IOException {
    require();
    return buffer[next++] & 0xff;
  }

  /** At least one byte and at most {@code count}. */
  public int read(byte[] into, int offset, int count) throws IOException {
    require();
    int got = Math.min(count, end - next);
    System.arraycopy(buffer, next, into, offset, got);
    next += got;
    return got;
  }

  /** Reads {@code count} bytes and throws them away. */
  public void skip(long count) throws IOException {
    for (long left = count; left > 0; ) {
      require();
      int got = (int) Math.min(left, end - next);
      next += got;
      left -= got;
    }
  }

  private void require() throws IOException {
    if (!hasMore() && !fill()) {
      throw new EOFException("the client closed the connection");
    }
  }

  private boolean fill() throws IOException {
    output.flush();
    long nowNanos = System.nanoTime();
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - nowNanos);
    if (leftMillis <= 0) {
      throw new SocketTimeoutException("the client sends too slowly");
    }
    timeout.set((int) Math.min(leftMillis, Integer.MAX_VALUE));
    next = 0;
    end = 0;
    int count = source.read(buffer, 0, buffer.length);
    end = Math.max(count, 0);
    if (isRated) {
      payFor(end);
    }
    return count > 0;
  }

  /** Bytes that came put the deadline off, but never further than the grace. */
  private void payFor(int bytes) {
    long paidNanos = bytes * TimeUnit.SECONDS.toNanos(1) / WebLimits.LEAST_BYTES_PER_SECOND;
    long latestNanos = System.nanoTime() + WebLimits.LEAST_RATE_GRACE.toNanos();
    if (deadlineNanos + paidNanos - latestNanos < 0) {
      deadlineNanos += paidNanos;
    } else {
      deadlineNanos = latestNanos;
    }
  }
}
