package dev.freehold.content.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A part of an object on its way out: only while its key may be used. */
final class ObjectStream extends FilterInputStream {

  private final KeyCheck keyCheck;
  private final ObjectFailures failures;

  ObjectStream(InputStream plaintext, KeyCheck keyCheck, ObjectFailures failures) {
    super(plaintext);
    this.keyCheck = keyCheck;
    this.failures = failures;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = failures.translate(() -> in.read(target, offset, length));
    // After the read, because that is when the bytes are given: a disk may have taken its time.
    try {
      keyCheck.check();
    } catch (RuntimeException refused) {
      Arrays.fill(target, offset, offset + Math.max(count, 0), (byte) 0);
      throw refused;
    }
    return count;
  }

  /** {@inheritDoc} Takes the shorter way, without a copy in between. */
  @Override
  public long transferTo(OutputStream out) throws IOException {
    CheckedOutput checked = new CheckedOutput(out, keyCheck);
    try {
      return failures.translate(() -> in.transferTo(checked));
    } catch (CheckedOutput.Failure failure) {
      throw failure.reported();
    }
  }

  @Override
  public long skip(long count) {
    return failures.translate(() -> in.skip(count));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
