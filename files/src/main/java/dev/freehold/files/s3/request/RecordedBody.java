package dev.freehold.files.s3.request;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that can be looked at again after it was read, as far as a bound. */
public final class RecordedBody extends FilterInputStream {

  private final int maxBytes;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  /**
   * Records the beginning of a body.
   *
   * @param maxBytes how much of it; 0 for none
   */
  public RecordedBody(InputStream body, int maxBytes) {
    super(body);
    this.maxBytes = maxBytes;
  }

  /** What was read so far, up to the bound. */
  public byte[] bytes() {
    return read.toByteArray();
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0 && read.size() < maxBytes) {
      read.write(next);
    }
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      read.write(target, offset, Math.min(count, maxBytes - read.size()));
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
