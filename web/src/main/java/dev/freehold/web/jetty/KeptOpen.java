package dev.freehold.web.jetty;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream that its reader may close without ending what is below. Used by one thread. */
final class KeptOpen extends FilterInputStream {

  KeptOpen(InputStream in) {
    super(in);
  }

  @Override
  public int available() {
    return 0;
  }

  /** Leaves what is below open. */
  @Override
  public void close() {}
}
