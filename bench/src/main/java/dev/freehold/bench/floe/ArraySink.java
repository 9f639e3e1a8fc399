package dev.freehold.bench.floe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream into an array that is there from the start, so that growing it is not measured. */
final class ArraySink extends OutputStream {

  private final byte[] written;
  private int count;

  ArraySink(int capacityBytes) {
    this.written = new byte[capacityBytes];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (length > written.length - count) {
      throw new IOException("the sink's %d bytes are full".formatted(written.length));
    }
    System.arraycopy(source, offset, written, count, length);
    count += length;
  }

  void reset() {
    count = 0;
  }

  InputStream asInput() {
    return new ByteArrayInputStream(written, 0, count);
  }

  boolean holds(byte[] expected) {
    return Arrays.equals(written, 0, count, expected, 0, expected.length);
  }
}
