package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Opens the segments of a FLOE object one after the other, several in one read. Each is released
 * when its tag has verified, the final one when it is also known that nothing follows. An error
 * stays: every later read throws it again. For one thread.
 */
final class FloeInputStream extends InputStream {

  private static final int END_OF_STREAM = -1;

  private final InputStream in;
  private final SegmentCipher cipher;
  private final int segmentBytes;
  private final int maxBatchBytes;

  /** Sealed segments as they were read; it grows with the object. */
  private byte[] batch;

  /** What was opened of them: from {@link #position} to {@link #limit} is to be released. */
  private byte[] plaintext;

  private int position;
  private int limit;
  private long nextSegment;
  private boolean lastSegmentOpened;
  private boolean closed;
  private CryptoException failure;

  FloeInputStream(InputStream in, SegmentCipher cipher, FloeParameters parameters) {
    this.in = in;
    this.cipher = cipher;
    this.segmentBytes = parameters.encryptedSegmentBytes();
    this.maxBatchBytes = parameters.segmentsPerBatch() * segmentBytes;
    this.batch = new byte[segmentBytes];
    this.plaintext = new byte[segmentBytes];
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
    while (position == limit && !lastSegmentOpened) {
      if (failure != null) {
        forget();
        throw new CryptoException(failure.error(), failure.getMessage());
      }
      openNextSegments();
    }
    return position < limit;
  }

  /** Opens a batch up to its end, the final segment, or an error, which waits for its turn. */
  private void openNextSegments() throws IOException {
    makeRoom();
    int count = in.readNBytes(batch, 0, batch.length);
    position = 0;
    limit = 0;
    try {
      int opened = 0;
      do {
        opened += openSegment(opened, count - opened);
      } while (opened < count && !lastSegmentOpened);
    } catch (CryptoException e) {
      failure = e;
    }
  }

  /**
   * Opens the segment at {@code offset} of the batch, which has {@code rest} bytes from there on.
   *
   * @return its length in bytes
   */
  private int openSegment(int offset, int rest) throws IOException {
    if (rest < SegmentCipher.FRAMING_BYTES) {
      throw truncated();
    }
    int lengthWord = BigEndian.getInt(batch, offset);
    boolean last = lengthWord != SegmentCipher.INTERNAL;
    int expected = last ? lengthWord : segmentBytes;
    if (expected < SegmentCipher.FRAMING_BYTES || expected > segmentBytes) {
      throw SegmentCipher.invalid(nextSegment);
    }
    if (rest < expected) {
      throw truncated();
    }
    if (last && rest > expected) {
      throw trailingData();
    }
    int opened = cipher.open(batch, offset, expected, nextSegment, last, plaintext, limit);
    if (last && in.read() != END_OF_STREAM) {
      throw trailingData();
    }
    nextSegment++;
    limit += opened;
    if (last) {
      lastSegmentOpened = true;
      cipher.close();
    }
    return expected;
  }

  /** Doubles the batch after the first one: most objects are small. */
  private void makeRoom() {
    if (nextSegment > 0 && batch.length < maxBatchBytes) {
      Arrays.fill(plaintext, (byte) 0);
      batch = new byte[Math.min(2 * batch.length, maxBatchBytes)];
      plaintext = new byte[batch.length];
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
