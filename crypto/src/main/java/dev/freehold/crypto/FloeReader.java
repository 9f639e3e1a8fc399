package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a FLOE object from any position, the final segment and one other in memory.
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
  private final int sealedSegmentBytes;
  private final int segmentPlaintextBytes;

  /**
   * The segment that was opened last, then the final one. An object of 64 KiB has two segments: it
   * is opened once and lies in one piece.
   */
  private final byte[] plaintext;

  /** Where the final segment begins in it. */
  private final int finalOffset;

  private final long segments;
  private final long bodyBytes;
  private final long lengthBytes;
  private byte[] room = new byte[0];
  private long openedSegment = -1;
  private boolean closed;

  FloeReader(
      SeekableSource source, long sealedBytes, SegmentCipher cipher, FloeParameters parameters)
      throws IOException {
    this.source = source;
    this.cipher = cipher;
    this.sealedSegmentBytes = parameters.encryptedSegmentBytes();
    this.segmentPlaintextBytes = parameters.plaintextSegmentBytes();
    this.bodyBytes = sealedBytes - FloeHeader.LENGTH_BYTES;
    this.segments = Math.ceilDiv(bodyBytes, sealedSegmentBytes);
    if (segments == 0 || segmentBytes(segments - 1) < SegmentCipher.FRAMING_BYTES) {
      throw new CryptoException(
          CryptoError.TRUNCATED,
          "the object's %d bytes end without a final segment; restore it from a backup"
              .formatted(sealedBytes));
    }
    this.lengthBytes = bodyBytes - segments * SegmentCipher.FRAMING_BYTES;
    this.finalOffset = segments == 1 ? 0 : segmentPlaintextBytes;
    int finalBytes = segmentBytes(segments - 1) - SegmentCipher.FRAMING_BYTES;
    this.plaintext = new byte[finalOffset + finalBytes];
    openSegment(segments - 1, finalOffset);
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
    int taken = (int) Math.min(length, bytesFrom(start, position));
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
   * Writes the bytes from {@code position} to the end of what is open behind it, or to {@code end}
   * if that is nearer, without a copy in between.
   *
   * @return how many bytes were written, at least 1
   */
  int writeSegmentTo(OutputStream out, long position, long end) throws IOException {
    requireOpen();
    int start = openSegmentAt(position);
    int count = (int) Math.min(bytesFrom(start, position), end - position);
    out.write(plaintext, start, count);
    return count;
  }

  /** Opens the segment of {@code position}; returns where in {@link #plaintext} that is. */
  private int openSegmentAt(long position) throws IOException {
    long number = position / segmentPlaintextBytes;
    int start = (int) (position - number * segmentPlaintextBytes);
    if (number == segments - 1) {
      return finalOffset + start;
    }
    if (number != openedSegment) {
      openedSegment = -1;
      openSegment(number, 0);
      openedSegment = number;
    }
    return start;
  }

  /** How many bytes are open from {@code start} of {@link #plaintext} on. */
  private long bytesFrom(int start, long position) {
    boolean isFinalNext = position / segmentPlaintextBytes >= segments - 2;
    return isFinalNext ? lengthBytes - position : segmentPlaintextBytes - start;
  }

  private void openSegment(long number, int target) throws IOException {
    int count = segmentBytes(number);
    SeekableSource.Bytes sealed =
        source.bytes(FloeHeader.LENGTH_BYTES + number * sealedSegmentBytes, count, this::room);
    cipher.open(
        sealed.array(), sealed.offset(), count, number, number == segments - 1, plaintext, target);
  }

  /** Room for a sealed segment; it stays, unless it is too short for the next one. */
  private byte[] room(int length) {
    if (room.length < length) {
      room = new byte[length];
    }
    return room;
  }

  private int segmentBytes(long number) {
    return (int) Math.min(sealedSegmentBytes, bodyBytes - number * sealedSegmentBytes);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the object's reader is closed; open it again");
    }
  }
}
