package dev.freehold.files;

/**
 * Some bytes of a document in a row.
 *
 * @param from the first, from 0
 * @param length how many; none is possible
 */
public record Span(long from, long length) {

  /** Checks the bounds. */
  public Span {
    if (from < 0 || length < 0 || from + length < 0) {
      throw new IllegalArgumentException("a span begins at 0 or later and has no negative length");
    }
  }

  /** The place behind the last byte. */
  long end() {
    return from + length;
  }
}
