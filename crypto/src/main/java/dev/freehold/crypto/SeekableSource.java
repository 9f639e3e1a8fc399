package dev.freehold.crypto;

import java.io.EOFException;
import java.io.IOException;
import java.util.function.IntFunction;

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

  /**
   * Exactly {@code length} bytes from {@code position} on: where this has them in memory already,
   * or read into room that is asked for.
   *
   * @param room gives an array of at least so many bytes
   * @throws EOFException if the source ends before that
   */
  default Bytes bytes(long position, int length, IntFunction<byte[]> room) throws IOException {
    byte[] target = room.apply(length);
    readFully(position, target, 0, length);
    return new Bytes(target, 0);
  }

  /** Where bytes are. */
  final class Bytes {

    private final byte[] array;
    private final int offset;

    /** They begin at {@code offset} of {@code array}, which is not copied. */
    public Bytes(byte[] array, int offset) {
      this.array = array;
      this.offset = offset;
    }

    /** The array itself, only to be read. */
    byte[] array() {
      return array;
    }

    /** Where in it they begin. */
    int offset() {
      return offset;
    }
  }
}
