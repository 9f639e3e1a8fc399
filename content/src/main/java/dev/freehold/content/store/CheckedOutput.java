package dev.freehold.content.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where plaintext goes: each write only while the key may be used. What the target reports comes
 * out as a {@link Failure}, so that it is not taken for the blob's.
 */
final class CheckedOutput extends OutputStream {

  /** How much goes out by one check. A reader that stalls holds up no more than this. */
  private static final int SLICE_BYTES = 16 << 10;

  private final OutputStream target;
  private final KeyCheck keyCheck;

  CheckedOutput(OutputStream target, KeyCheck keyCheck) {
    this.target = target;
    this.keyCheck = keyCheck;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int written = 0;
    do {
      int slice = Math.min(SLICE_BYTES, length - written);
      keyCheck.check();
      try {
        target.write(bytes, offset + written, slice);
      } catch (IOException reported) {
        throw new Failure(reported);
      }
      written += slice;
    } while (written < length);
  }

  /** The target failed, not the object. */
  static final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final IOException reported;

    Failure(IOException reported) {
      super(reported);
      this.reported = reported;
    }

    IOException reported() {
      return reported;
    }
  }
}
