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

  /**
   * Makes one.
   *
   * @param expectedBytes how much plaintext will most likely come; only the room depends on it
   */
  StreamSealer(
      OutputStream out, SegmentCipher cipher, FloeParameters parameters, long expectedBytes) {
    this.out = out;
    this.cipher = cipher;
    this.segmentBytes = parameters.encryptedSegmentBytes();
    this.plaintextBytes = parameters.plaintextSegmentBytes();
    this.maxBatchBytes = parameters.segmentsPerBatch() * segmentBytes;
    long segmentsBytes = Floe.sealedLength(expectedBytes, parameters) - Floe.HEADER_BYTES;
    this.batch = new byte[(int) Math.min(segmentsBytes, maxBatchBytes)];
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
      int count = 0;
      while (next != END_OF_STREAM && count < plaintextBytes) {
        if (count >= room()) {
          makeRoom(count);
        }
        batch[place() + count] = (byte) next;
        count++;
        count += in.readNBytes(batch, place() + count, room() - count);
        // Only what comes after a full segment tells that it is not the final one.
        next = count < room() ? END_OF_STREAM : in.read();
      }
      boolean last = next == END_OF_STREAM;
      sealedBytes += cipher.seal(batch, place(), count, segment, last, batch, sealedBytes);
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
    Arrays.fill(batch, (byte) 0);
  }

  /** Where the plaintext of the next segment goes. */
  private int place() {
    return sealedBytes + SegmentCipher.CIPHERTEXT_OFFSET;
  }

  /** How much of the next segment fits into the batch; below 0 if not even its framing does. */
  private int room() {
    return Math.min(plaintextBytes, batch.length - sealedBytes - SegmentCipher.FRAMING_BYTES);
  }

  /**
   * Writes what is sealed, and takes more room for what comes after the {@code count} bytes read.
   */
  private void makeRoom(int count) throws IOException {
    byte[] full = batch;
    int from = place();
    writeBatch();
    if (full.length < maxBatchBytes) {
      batch = new byte[Math.clamp(2L * full.length, segmentBytes, maxBatchBytes)];
      if (count > 0) {
        System.arraycopy(full, from, batch, place(), count);
        Arrays.fill(full, from, from + count, (byte) 0);
      }
    }
  }

  private void writeBatch() throws IOException {
    int count = sealedBytes;
    sealedBytes = 0;
    out.write(batch, 0, count);
  }
}
