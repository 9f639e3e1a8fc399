package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a FLOE object from any position, one segment in memory.
 *
 * <p>The final segment is verified when the reader is made, so {@link #length()} is authenticated
 * and a truncated or extended object is refused before its first byte is released. NOT safe for use
 * by many threads: use one reader for each. Close it to overwrite keys and plaintext; the source
 * stays open.
 */
public final class FloeReader implements AutoCloseable {

  private static final int END_OF_OBJECT = -1;

  private final SeekableSource source;
  private final SegmentCipher cipher;
  private final byte[] segment;
  private final byte[] plaintext;
  private final int segmentPlaintextBytes;
  private final long segments;
  private final long bodyBytes;
  private final long lengthBytes;
  private long openedSegment = -1;
  private boolean closed;

  FloeReader(
      SeekableSource source, long sealedBytes, SegmentCipher cipher, FloeParameters parameters)
      throws IOException {
    this.source = source;
    this.cipher = cipher;
    this.segment = new byte[parameters.encryptedSegmentBytes()];
    this.segmentPlaintextBytes = parameters.plaintextSegmentBytes();
    this.plaintext = new byte[segmentPlaintextBytes];
    this.bodyBytes = sealedBytes - FloeHeader.LENGTH_BYTES;
    this.segments = Math.ceilDiv(bodyBytes, segment.length);
    if (segments == 0 || segmentBytes(segments - 1) < SegmentCipher.FRAMING_BYTES) {
      throw new CryptoException(
          CryptoError.TRUNCATED,
          "the object's %d bytes end without a final segment; restore it from a backup"
              .formatted(sealedBytes));
    }
    this.lengthBytes = bodyBytes - segments * SegmentCipher.FRAMING_BYTES;
    openSegment(segments - 1);
  }

  /** The authenticated length of the plaintext in bytes. */
  public long length() {
    return lengthBytes;
  }

  /**
   * Reads up to {@code length} bytes from {@code position} on, as an input stream does.
   *
   * @return how many bytes were read, at least 1, or -1 at the end of the object
   * @throws CryptoException {@link CryptoError#SEGMENT_INVALID}; nothing of that segment is
   *     released
   */
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    requireOpen();
    if (position < 0) {
      throw new IndexOutOfBoundsException("a position is at least 0, got " + position);
    }
    if (position >= lengthBytes) {
      return END_OF_OBJECT;
    }
    int start = openSegmentAt(position);
    int taken =
        (int) Math.min(length, Math.min(segmentPlaintextBytes - start, lengthBytes - position));
    System.arraycopy(plaintext, start, target, offset, taken);
    return taken;
  }

  /**
   * A stream over {@code length} bytes from {@code from} on. It shares this reader and its one
   * segment; closing it does not close the reader.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the object
   */
  public InputStream stream(long from, long length) {
    Objects.checkFromIndexSize(from, length, lengthBytes);
    return new FloeRangeStream(this, from, from + length);
  }

  /** Overwrites keys and plaintext. Closing twice does nothing. */
  @Override
  public void close() {
    closed = true;
    openedSegment = -1;
    cipher.close();
    Arrays.fill(plaintext, (byte) 0);
  }

  /**
   * Writes the bytes from {@code position} to the end of its segment, or to {@code end} if that is
   * nearer, without a copy in between.
   *
   * @return how many bytes were written, at least 1
   */
  int writeSegmentTo(OutputStream out, long position, long end) throws IOException {
    requireOpen();
    int start = openSegmentAt(position);
    int count = (int) Math.min(segmentPlaintextBytes - start, end - position);
    out.write(plaintext, start, count);
    return count;
  }

  /** Opens the segment of {@code position}; returns where in the segment that is. */
  private int openSegmentAt(long position) throws IOException {
    long number = position / segmentPlaintextBytes;
    if (number != openedSegment) {
      openSegment(number);
    }
    return (int) (position - number * segmentPlaintextBytes);
  }

  private void openSegment(long number) throws IOException {
    openedSegment = -1;
    int count = segmentBytes(number);
    source.readFully(FloeHeader.LENGTH_BYTES + number * segment.length, segment, 0, count);
    cipher.open(segment, 0, count, number, number == segments - 1, plaintext, 0);
    openedSegment = number;
  }

  private int segmentBytes(long number) {
    return (int) Math.min(segment.length, bodyBytes - number * segment.length);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the object's reader is closed; open it again");
    }
  }
}
