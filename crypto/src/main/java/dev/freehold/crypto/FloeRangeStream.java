package dev.freehold.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** A range of an object as a stream. For one thread, as its reader is. */
final class FloeRangeStream extends InputStream {

  private static final int END_OF_STREAM = -1;

  private final FloeReader reader;
  private final long end;
  private long position;

  FloeRangeStream(FloeReader reader, long start, long end) {
    this.reader = reader;
    this.position = start;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == END_OF_STREAM ? END_OF_STREAM : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return END_OF_STREAM;
    }
    int count = reader.read(position, target, offset, (int) Math.min(length, end - position));
    position += count;
    return count;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    long start = position;
    while (position < end) {
      position += reader.writeSegmentTo(out, position, end);
    }
    return position - start;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, end - position);
    position += skipped;
    return skipped;
  }
}
