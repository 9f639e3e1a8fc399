package dev.freehold.mail.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A message on its way, which knows whether reading it failed or what it was sent to. */
final class ReadContent extends FilterInputStream {

  private volatile boolean failed;

  ReadContent(InputStream in) {
    super(in);
  }

  /** Tells whether a read failed. */
  boolean failed() {
    return failed;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }
}
