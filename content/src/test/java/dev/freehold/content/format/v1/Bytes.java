package dev.freehold.content.format.v1;

import dev.freehold.crypto.SeekableSource;
import java.io.EOFException;

/** A blob in memory. */
final class Bytes implements SeekableSource {

  private final byte[] bytes;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws EOFException {
    if (position > bytes.length - length) {
      throw new EOFException("%d bytes from %d".formatted(length, position));
    }
    System.arraycopy(bytes, (int) position, target, offset, length);
  }
}
