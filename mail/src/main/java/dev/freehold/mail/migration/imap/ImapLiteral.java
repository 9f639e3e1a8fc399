package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The bytes of a message as the server gives them. A server that is much slower than {@link
 * MigrationLimits#MIN_BYTES_PER_SECOND} is given up. One thread.
 */
final class ImapLiteral extends InputStream {

  /** What is left of a message that nobody wants is read if it is short. */
  private static final long MAX_DRAINED_BYTES = 256 * 1024;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ImapInput in;
  private final End end;
  private final Runnable abandon;
  private final long patienceNanos;
  private long nanosLeft;
  private long left;
  private boolean ended;
  private boolean closed;

  /**
   * Reads {@code length} bytes.
   *
   * @param end what follows a message that was read to its end; read before the end is given, so
   *     that what it refuses is not taken for a message
   * @param abandon gives the connection up
   */
  ImapLiteral(ImapInput in, long length, End end, Runnable abandon) {
    this(in, length, end, abandon, MigrationLimits.ANSWER_TIMEOUT);
  }

  /** Is so patient with a server that is too slow. */
  ImapLiteral(ImapInput in, long length, End end, Runnable abandon, Duration patience) {
    this.in = in;
    this.patienceNanos = patience.toNanos();
    this.nanosLeft = patienceNanos;
    this.left = length;
    this.end = end;
    this.abandon = abandon;
  }

  /** What follows a message. */
  @FunctionalInterface
  interface End {
    void read() throws IOException;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      end();
      return -1;
    }
    in.allow(Duration.ofNanos(nanosLeft));
    long start = System.nanoTime();
    int count = in.read(target, offset, (int) Math.min(length, left));
    spent(System.nanoTime() - start, count);
    left -= count;
    return count;
  }

  private void end() throws IOException {
    if (!ended) {
      ended = true;
      end.read();
    }
  }

  /** Waiting takes of the time that is left, and bytes give it back, but no more than there was. */
  private void spent(long nanos, int bytes) {
    long earned = bytes * NANOS_PER_SECOND / MigrationLimits.MIN_BYTES_PER_SECOND;
    nanosLeft = Math.min(patienceNanos, nanosLeft - nanos + earned);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (left > MAX_DRAINED_BYTES) {
      abandon.run();
      return;
    }
    if (!ended) {
      transferTo(OutputStream.nullOutputStream());
    }
  }
}
