package dev.freehold.crypto;

import java.io.EOFException;
import java.io.IOException;

/**
 * Bytes that can be read at any position, such as a file or a remote blob. They do not change while
 * they are read. Safe for use by many threads.
 */
public interface SeekableSource {

  /** How many bytes there are. */
  long length() throws IOException;

  /**
   * Reads exactly {@code length} bytes from {@code position} on into {@code target}.
   *
   * @throws EOFException if the source ends before that; how much of {@code target} was overwritten
   *     is then not defined
   */
  void readFully(long position, byte[] target, int offset, int length) throws IOException;
}
