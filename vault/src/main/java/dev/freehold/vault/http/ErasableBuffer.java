package dev.freehold.vault.http;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Collects bytes that may be secret. One that has to grow leaves its former array behind, so it is
 * made as long as its content where that is known.
 */
final class ErasableBuffer extends ByteArrayOutputStream {

  /** {@code expectedBytes} is a guess, not a bound. */
  ErasableBuffer(int expectedBytes) {
    super(expectedBytes);
  }

  /** Overwrites what was collected. */
  synchronized void erase() {
    Arrays.fill(buf, (byte) 0);
    reset();
  }
}
