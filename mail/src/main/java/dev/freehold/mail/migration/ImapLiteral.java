package dev.freehold.mail.migration;

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

  private final ImapInput in;
  private final End end;
  private final Runnable abandon;
  private long left;
  private boolean closed;

  /**
   * Reads {@code length} bytes.
   *
   * @param end what follows a message that was read to its end
   * @param abandon gives the connection up
   */
  ImapLiteral(ImapInput in, long length, End end, Runnable abandon) {
    this.in = in;
    this.left = length;
    this.end = end;
    this.abandon = abandon;
    in.allow(
        MigrationLimits.ANSWER_TIMEOUT.plus(
            Duration.ofSeconds(length / MigrationLimits.MIN_BYTES_PER_SECOND)));
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
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    left -= count;
    return count;
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
    transferTo(OutputStream.nullOutputStream());
    end.read();
  }
}
