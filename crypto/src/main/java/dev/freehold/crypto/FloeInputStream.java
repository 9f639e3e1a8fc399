package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Opens the segments of a FLOE object one after the other. Each is released when its tag has
 * verified, the final one when it is also known that nothing follows. An error stays: every later
 * read throws it again. For one thread.
 */
final class FloeInputStream extends InputStream {

  private static final int END_OF_STREAM = -1;

  private final InputStream in;
  private final SegmentCipher cipher;
  private final byte[] segment;
  private final byte[] plaintext;
  private int position;
  private int limit;
  private long nextSegment;
  private boolean lastSegmentOpened;
  private boolean closed;
  private CryptoException failure;

  FloeInputStream(InputStream in, SegmentCipher cipher, FloeParameters parameters) {
    this.in = in;
    this.cipher = cipher;
    this.segment = new byte[parameters.encryptedSegmentBytes()];
    this.plaintext = new byte[parameters.plaintextSegmentBytes()];
  }

  @Override
  public int read() throws IOException {
    return fill() ? plaintext[position++] & 0xFF : END_OF_STREAM;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return END_OF_STREAM;
    }
    int taken = Math.min(length, limit - position);
    System.arraycopy(plaintext, position, target, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long transferred = 0;
    while (fill()) {
      out.write(plaintext, position, limit - position);
      transferred += limit - position;
      position = limit;
    }
    return transferred;
  }

  @Override
  public int available() {
    return limit - position;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      forget();
      in.close();
    }
  }

  /** Overwrites keys and plaintext; the stream below stays open. */
  void forget() {
    cipher.close();
    position = 0;
    limit = 0;
    Arrays.fill(plaintext, (byte) 0);
  }

  /** Makes sure that a byte is there to take, unless the object is at its end. */
  private boolean fill() throws IOException {
    if (closed) {
      throw new IOException("the object's stream is closed; open it again");
    }
    if (failure != null) {
      throw new CryptoException(failure.error(), failure.getMessage());
    }
    try {
      while (position == limit && !lastSegmentOpened) {
        openNextSegment();
      }
    } catch (CryptoException e) {
      failure = e;
      forget();
      throw e;
    }
    return position < limit;
  }

  private void openNextSegment() throws IOException {
    int count = in.readNBytes(segment, 0, segment.length);
    if (count < SegmentCipher.FRAMING_BYTES) {
      throw truncated();
    }
    int lengthWord = BigEndian.getInt(segment, 0);
    boolean last = lengthWord != SegmentCipher.INTERNAL;
    int expected = last ? lengthWord : segment.length;
    if (expected < SegmentCipher.FRAMING_BYTES || expected > segment.length) {
      throw SegmentCipher.invalid(nextSegment);
    }
    if (count < expected) {
      throw truncated();
    }
    if (count > expected) {
      throw trailingData();
    }
    int opened = cipher.open(segment, count, nextSegment, last, plaintext);
    if (last && count == segment.length && in.read() != END_OF_STREAM) {
      throw trailingData();
    }
    nextSegment++;
    position = 0;
    limit = opened;
    if (last) {
      lastSegmentOpened = true;
      cipher.close();
    }
  }

  private CryptoException truncated() {
    return new CryptoException(
        CryptoError.TRUNCATED,
        ("the object ends in or before segment %d, without its final segment;"
                + " restore it from a backup")
            .formatted(nextSegment));
  }

  private CryptoException trailingData() {
    return new CryptoException(
        CryptoError.TRAILING_DATA,
        "there is data after the object's final segment %d; restore the object from a backup"
            .formatted(nextSegment));
  }
}
