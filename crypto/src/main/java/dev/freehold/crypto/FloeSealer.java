package dev.freehold.crypto;

import java.io.IOException;
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
  private final SegmentWriter segments;
  private final int segmentPlaintextBytes;
  private final byte[] buffer;
  private int buffered;
  private State state = State.OPEN;

  FloeSealer(OutputStream out, SegmentWriter segments, FloeParameters parameters) {
    this.out = out;
    this.segments = segments;
    this.segmentPlaintextBytes = parameters.plaintextSegmentBytes();
    this.buffer = new byte[segmentPlaintextBytes];
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
    if (state == State.FINISHED) {
      return;
    }
    requireOpen();
    state = State.FAILED;
    segments.flush();
    state = State.OPEN;
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

  /** Overwrites keys and plaintext; nothing more can be sealed. */
  private void forget() {
    segments.close();
    Arrays.fill(buffer, (byte) 0);
  }

  private void seal(byte[] source, int offset, int length, boolean last) throws IOException {
    state = State.FAILED;
    segments.seal(source, offset, length, last);
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
