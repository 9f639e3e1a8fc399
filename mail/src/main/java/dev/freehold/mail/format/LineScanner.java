package dev.freehold.mail.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Walks through the lines of a stream in constant space: of each line it knows where it is, how
 * long it is and how it begins, whatever its length. Not safe for many threads.
 */
final class LineScanner {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final byte[] start;
  private final FromMatcher matcher = new FromMatcher();
  private int at;
  private int limit;
  private int startLength;
  private long position;
  private long length;
  private long number;

  /** Scans {@code in}, keeping the first {@code keptBytes} of each line. */
  LineScanner(InputStream in, int keptBytes) {
    this.in = in;
    this.start = new byte[keptBytes];
  }

  /** Goes to the next line; false at the end. A last line without a line feed is a line. */
  boolean next() throws IOException {
    position += length;
    length = 0;
    startLength = 0;
    matcher.reset();
    while (at < limit || fill()) {
      int end = endOfLine();
      take(end);
      if (buffer[end - 1] == '\n') {
        break;
      }
    }
    number++;
    return length > 0;
  }

  /** The offset of this line's first byte. */
  long position() {
    return position;
  }

  /** This line's length in bytes, line end included. */
  long length() {
    return length;
  }

  /** This line's number, from 1. */
  long number() {
    return number;
  }

  /** How this line begins, one character per byte, the line end included if it fits. */
  String start() {
    return new String(start, 0, startLength, StandardCharsets.ISO_8859_1);
  }

  /** Tells whether all of the line is in {@link #start}. */
  boolean isWhole() {
    return startLength == length;
  }

  /** Tells whether the line is nothing but its line end. */
  boolean isEmpty() {
    return (length == 1 && start[0] == '\n')
        || (length == 2 && start[0] == '\r' && start[1] == '\n');
  }

  /** What the line says about {@code From }. */
  FromMatcher from() {
    return matcher;
  }

  private int endOfLine() {
    int end = at;
    while (end < limit) {
      if (buffer[end++] == '\n') {
        break;
      }
    }
    return end;
  }

  private void take(int end) {
    int next = at;
    while (next < end && matcher.feed(buffer[next]) == FromMatcher.State.UNDECIDED) {
      next++;
    }
    int kept = Math.min(end - at, start.length - startLength);
    System.arraycopy(buffer, at, start, startLength, kept);
    startLength += kept;
    length += end - at;
    at = end;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
