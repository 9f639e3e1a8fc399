package dev.freehold.crypto;

import java.io.EOFException;
import java.io.IOException;

/** A sealed object in memory. */
final class ArraySource implements SeekableSource {

  private final byte[] sealed;

  ArraySource(byte[] sealed) {
    this.sealed = sealed;
  }

  @Override
  public long length() {
    return sealed.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    if (position + length > sealed.length) {
      throw new EOFException("the source ends at " + sealed.length);
    }
    System.arraycopy(sealed, (int) position, target, offset, length);
  }
}
