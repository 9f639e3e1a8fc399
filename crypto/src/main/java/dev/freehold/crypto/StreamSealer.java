package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Seals all of a stream: each segment is read to the place that it has in the object and encrypted
 * there, and several are written at once. For one thread; owns the cipher, not the streams.
 */
final class StreamSealer implements AutoCloseable {

  private static final int END_OF_STREAM = -1;

  private final OutputStream out;
  private final SegmentCipher cipher;
  private final int segmentBytes;
  private final int plaintextBytes;
  private final int maxBatchBytes;

  /** Sealed segments up to {@link #sealedBytes}, and after them one that is being read. */
  private byte[] batch;

  private int sealedBytes;

  StreamSealer(OutputStream out, SegmentCipher cipher, FloeParameters parameters) {
    this.out = out;
    this.cipher = cipher;
    this.segmentBytes = parameters.encryptedSegmentBytes();
    this.plaintextBytes = parameters.plaintextSegmentBytes();
    this.maxBatchBytes = parameters.segmentsPerBatch() * segmentBytes;
    this.batch = new byte[segmentBytes];
  }

  /**
   * Seals {@code in} to its end and the final segment, and flushes the stream below.
   *
   * @return the length of the plaintext in bytes
   */
  long sealAll(InputStream in) throws IOException {
    long sealed = 0;
    long segment = 0;
    int next = in.read();
    do {
      makeRoom();
      int count = 0;
      if (next != END_OF_STREAM) {
        count = readSegment(in, (byte) next);
        // Only what comes after a full segment tells that it is not the final one.
        next = count < plaintextBytes ? END_OF_STREAM : in.read();
      }
      sealedBytes += sealInPlace(count, segment, next == END_OF_STREAM);
      sealed += count;
      segment++;
    } while (next != END_OF_STREAM);
    writeBatch();
    out.flush();
    return sealed;
  }

  /** Overwrites keys and plaintext. */
  @Override
  public void close() {
    cipher.close();
    Arrays.fill(batch, sealedBytes, batch.length, (byte) 0);
  }

  private int readSegment(InputStream in, byte first) throws IOException {
    int place = sealedBytes + SegmentCipher.CIPHERTEXT_OFFSET;
    batch[place] = first;
    return 1 + in.readNBytes(batch, place + 1, plaintextBytes - 1);
  }

  private int sealInPlace(int count, long segment, boolean last) {
    int place = sealedBytes + SegmentCipher.CIPHERTEXT_OFFSET;
    return cipher.seal(batch, place, count, segment, last, batch, sealedBytes);
  }

  /** Makes room for one more segment; the longer the object is, the more goes into one write. */
  private void makeRoom() throws IOException {
    if (sealedBytes + segmentBytes > batch.length) {
      writeBatch();
      if (batch.length < maxBatchBytes) {
        batch = new byte[Math.min(2 * batch.length, maxBatchBytes)];
      }
    }
  }

  private void writeBatch() throws IOException {
    int count = sealedBytes;
    sealedBytes = 0;
    out.write(batch, 0, count);
  }
}
