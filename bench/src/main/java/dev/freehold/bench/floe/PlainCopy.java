package dev.freehold.bench.floe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Moves the bytes through the same buffers as sealing does, with a copy where sealing encrypts: the
 * limit that memory sets.
 */
final class PlainCopy implements Contestant {

  private final byte[] first;
  private final byte[] second;

  PlainCopy(int segmentKib) {
    this.first = new byte[segmentKib * 1024];
    this.second = new byte[segmentKib * 1024];
  }

  @Override
  public void seal(InputStream plaintext, OutputStream sealed) throws IOException {
    copy(plaintext, sealed);
  }

  @Override
  public void open(InputStream sealed, OutputStream plaintext) throws IOException {
    copy(sealed, plaintext);
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    int count = in.readNBytes(first, 0, first.length);
    while (count > 0) {
      System.arraycopy(first, 0, second, 0, count);
      out.write(second, 0, count);
      count = in.readNBytes(first, 0, first.length);
    }
  }
}
