package dev.freehold.web.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Collects bytes that may be secret. One that has to grow leaves its former array behind, so it is
 * made as long as its content where that is known.
 */
public final class ErasableBuffer extends ByteArrayOutputStream {

  /** Is empty; {@code expectedBytes} is a guess, not a bound. */
  public ErasableBuffer(int expectedBytes) {
    super(expectedBytes);
  }

  /** Overwrites what was collected. */
  public synchronized void erase() {
    Arrays.fill(buf, (byte) 0);
    reset();
  }
}
