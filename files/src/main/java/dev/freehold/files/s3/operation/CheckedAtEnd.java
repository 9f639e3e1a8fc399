package dev.freehold.files.s3.operation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content that is only complete if something still holds when its last byte has come: an upload may
 * take hours, and who sends it may have lost the right to meanwhile.
 */
final class CheckedAtEnd extends FilterInputStream {

  private final Runnable check;

  /** Runs {@code check} before it says that the end is reached; what that throws, a read throws. */
  CheckedAtEnd(InputStream content, Runnable check) {
    super(content);
    this.check = check;
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return checked(super.read(target, offset, length));
  }

  private int checked(int result) {
    if (result < 0) {
      check.run();
    }
    return result;
  }
}
