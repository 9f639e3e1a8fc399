package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Seals what is written to it as one FLOE object into another stream.
 *
 * <p>{@link #finish()} makes the object whole. {@link #close()} without it leaves the object
 * without a final segment, which every reader refuses: a producer that failed half-way must not
 * look like one that was done. After an exception from the stream below, the object cannot be
 * finished. For one thread.
 */
public final class FloeSealer extends OutputStream {

  private enum State {
    OPEN,
    FAILED,
    FINISHED,
    CLOSED
  }

  private final OutputStream out;
  private final SegmentCipher cipher;
  private final int segmentPlaintextBytes;
  private final byte[] segment;

  /** One byte longer than a segment, so that {@link #sealAll} sees whether more follows. */
  private final byte[] buffer;

  private int buffered;
  private long nextSegment;
  private State state = State.OPEN;

  FloeSealer(OutputStream out, SegmentCipher cipher, FloeParameters parameters) {
    this.out = out;
    this.cipher = cipher;
    this.segmentPlaintextBytes = parameters.plaintextSegmentBytes();
    this.segment = new byte[parameters.encryptedSegmentBytes()];
    this.buffer = new byte[segmentPlaintextBytes + 1];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Seals {@code length} bytes, as far as they fill segments; full segments are encrypted straight
   * from {@code source}.
   *
   * @throws CryptoException {@link CryptoError#TOO_LONG} after 2^40 segments
   */
  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    requireOpen();
    int position = offset;
    int left = length;
    while (left > 0) {
      // A full buffer waits until more comes: only then is it known not to be the final segment.
      if (buffered == segmentPlaintextBytes) {
        seal(buffer, 0, segmentPlaintextBytes, false);
        buffered = 0;
      }
      int taken = Math.min(left, segmentPlaintextBytes - buffered);
      if (buffered == 0 && left > segmentPlaintextBytes) {
        seal(source, position, taken, false);
      } else {
        System.arraycopy(source, position, buffer, buffered, taken);
        buffered += taken;
      }
      position += taken;
      left -= taken;
    }
  }

  /** Passes on what is sealed; bytes of a segment that is not full stay until it is. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Seals the final segment and flushes the stream below, which stays open. Doing it twice does
   * nothing.
   */
  public void finish() throws IOException {
    if (state == State.FINISHED) {
      return;
    }
    requireOpen();
    seal(buffer, 0, buffered, true);
    state = State.FINISHED;
    forget();
    out.flush();
  }

  /** Overwrites keys and plaintext and closes the stream below; does not finish the object. */
  @Override
  public void close() throws IOException {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      forget();
      out.close();
    }
  }

  /**
   * Seals all of {@code in}, with one copy less than by {@link #write(byte[], int, int)}, and
   * finishes.
   *
   * @return the length of the plaintext in bytes
   */
  long sealAll(InputStream in) throws IOException {
    long sealedBytes = 0;
    while (true) {
      buffered += in.readNBytes(buffer, buffered, buffer.length - buffered);
      if (buffered < buffer.length) {
        sealedBytes += buffered;
        finish();
        return sealedBytes;
      }
      seal(buffer, 0, segmentPlaintextBytes, false);
      sealedBytes += segmentPlaintextBytes;
      buffer[0] = buffer[segmentPlaintextBytes];
      buffered = 1;
    }
  }

  /** Overwrites keys and plaintext; nothing more can be sealed. */
  void forget() {
    cipher.close();
    Arrays.fill(buffer, (byte) 0);
  }

  private void seal(byte[] source, int offset, int length, boolean last) throws IOException {
    state = State.FAILED;
    int segmentBytes = cipher.seal(source, offset, length, nextSegment, last, segment);
    out.write(segment, 0, segmentBytes);
    nextSegment++;
    state = State.OPEN;
  }

  private void requireOpen() throws IOException {
    switch (state) {
      case OPEN -> {}
      case FAILED -> throw new IOException("sealing failed before; start the object anew");
      case FINISHED -> throw new IOException("the object is finished; start another one");
      case CLOSED -> throw new IOException("the sealer is closed; start another object");
    }
  }
}
