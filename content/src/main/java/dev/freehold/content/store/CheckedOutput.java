package dev.freehold.content.store;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where plaintext goes: each write only while the key may be used. What the target reports comes
 * out as a {@link Failure}, so that it is not taken for the blob's.
 */
final class CheckedOutput extends OutputStream {

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
    keyCheck.check();
    try {
      target.write(bytes, offset, length);
    } catch (IOException reported) {
      throw new Failure(reported);
    }
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
