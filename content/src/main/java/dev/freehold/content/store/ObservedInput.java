package dev.freehold.content.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content on its way in, every byte of which is looked at: none can be skipped or read twice. For
 * one thread.
 */
public abstract class ObservedInput extends FilterInputStream {

  /** Reads from {@code in}. */
  protected ObservedInput(InputStream in) {
    super(in);
  }

  /**
   * Looks at what was just read.
   *
   * @param bytes the array that was read into
   * @param offset where the new bytes begin
   * @param count how many were read; -1 at the end of the content
   */
  protected abstract void observe(byte[] bytes, int offset, int count);

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    observe(target, offset, count);
    return count;
  }

  /** Nothing is skipped without being looked at. */
  @Override
  public final long skip(long count) {
    return 0;
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
