package dev.freehold.web.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body that ends the request if it is longer than allowed. */
public final class BoundedBody extends FilterInputStream {

  private final long maxBytes;
  private long leftBytes;

  /** Lets {@code maxBytes} through; the next one throws {@link RequestRefusedException}. */
  public BoundedBody(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
    this.leftBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n = in.read(target, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = in.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long bytes) {
    leftBytes -= bytes;
    if (leftBytes < 0) {
      throw RequestRefusedException.bodyTooLong(maxBytes);
    }
  }
}
