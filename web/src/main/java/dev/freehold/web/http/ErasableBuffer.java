package dev.freehold.web.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Collects bytes that may be secret. If it has to grow it leaves its former array behind, so make
 * it as long as its content if that is known.
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
