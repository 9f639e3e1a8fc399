package dev.freehold.files.parts;

/**
 * A range of bytes of a document.
 *
 * @param from the first, from 0
 * @param length how many; may be 0
 */
public record ByteSpan(long from, long length) {

  /** Checks the bounds. */
  public ByteSpan {
    if (from < 0 || length < 0 || from + length < 0) {
      throw new IllegalArgumentException("a span begins at 0 or later and has no negative length");
    }
  }

  /** The place behind the last byte. */
  public long end() {
    return from + length;
  }
}
