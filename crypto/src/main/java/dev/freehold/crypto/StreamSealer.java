package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Seals all of a stream, with one copy less than through a {@link FloeSealer}. For one thread. */
final class StreamSealer implements AutoCloseable {

  private final SegmentWriter segments;
  private final int segmentPlaintextBytes;
  private final int maxBufferBytes;

  /** Whole segments and one byte more, which tells that the last of them is not the final one. */
  private byte[] buffer;

  private int buffered;

  StreamSealer(SegmentWriter segments, FloeParameters parameters) {
    this.segments = segments;
    this.segmentPlaintextBytes = parameters.plaintextSegmentBytes();
    this.maxBufferBytes = parameters.segmentsPerBatch() * segmentPlaintextBytes + 1;
    this.buffer = new byte[segmentPlaintextBytes + 1];
  }

  /**
   * Seals {@code in} to its end and the final segment.
   *
   * @return the length of the plaintext in bytes
   */
  long sealAll(InputStream in) throws IOException {
    long sealedBytes = 0;
    while (fillFrom(in)) {
      if (buffer.length < maxBufferBytes) {
        grow();
      } else {
        int sealed = sealInternalSegments();
        sealedBytes += sealed;
        buffered -= sealed;
        System.arraycopy(buffer, sealed, buffer, 0, buffered);
      }
    }
    int sealed = sealInternalSegments();
    segments.seal(buffer, sealed, buffered - sealed, true);
    return sealedBytes + buffered;
  }

  /** Overwrites keys and plaintext. */
  @Override
  public void close() {
    segments.close();
    Arrays.fill(buffer, (byte) 0);
  }

  /** Reads until the buffer is full; tells whether that came before the end of {@code in}. */
  private boolean fillFrom(InputStream in) throws IOException {
    buffered += in.readNBytes(buffer, buffered, buffer.length - buffered);
    return buffered == buffer.length;
  }

  /** Seals each segment that has a byte after it; returns how many bytes that were. */
  private int sealInternalSegments() throws IOException {
    int sealed = 0;
    while (buffered - sealed > segmentPlaintextBytes) {
      segments.seal(buffer, sealed, segmentPlaintextBytes, false);
      sealed += segmentPlaintextBytes;
    }
    return sealed;
  }

  private void grow() {
    byte[] small = buffer;
    buffer = Arrays.copyOf(small, Math.min(2 * small.length - 1, maxBufferBytes));
    Arrays.fill(small, (byte) 0);
  }
}
