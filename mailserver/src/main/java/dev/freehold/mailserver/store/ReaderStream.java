package dev.freehold.mailserver.store;

import dev.freehold.content.store.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A part of an open object, which closing it closes. Skipping reads nothing: sealed objects can be
 * read from any place. For one thread.
 */
final class ReaderStream extends InputStream {

  private final ObjectReader reader;
  private final long end;
  private long position;
  private InputStream current;

  /** The part from {@code from} to before {@code end}. */
  ReaderStream(ObjectReader reader, long from, long end) {
    this.reader = reader;
    this.position = from;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    if (current == null) {
      current = reader.stream(position, end - position);
    }
    int count = current.read(target, offset, length);
    if (count > 0) {
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = Math.clamp(count, 0, end - position);
    if (skipped > 0) {
      closeCurrent();
      position += skipped;
    }
    return skipped;
  }

  @Override
  public int available() {
    return 0;
  }

  private void closeCurrent() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeCurrent();
    reader.close();
  }
}
