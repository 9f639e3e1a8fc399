package dev.freehold.mailserver.lmtp;

import java.io.EOFException;
import java.io.IOException;

/**
 * The bytes of one message: from after {@code DATA} to the line that holds a single dot, with the
 * dots taken away that protect lines (RFC 5321 section 4.5.2). It is read to its end whatever is
 * wrong with it, so that the next command is found; what is wrong, it tells then. For one thread.
 */
final class DataStream {

  private final LineInput in;
  private boolean isAtLineStart = true;
  private boolean isAfterCr;
  private boolean isOver;
  private boolean hasLoneLineEnd;
  private long sizeBytes;

  DataStream(LineInput in) {
    this.in = in;
  }

  /**
   * Reads at most {@code into.length} bytes; -1 at the end of the message.
   *
   * @throws EOFException if the connection ends first
   */
  int read(byte[] into) throws IOException {
    int count = 0;
    while (count < into.length && !isOver) {
      // A dot at the beginning of a line is followed by at most two bytes that are read with it.
      if (count + 2 > into.length) {
        break;
      }
      count = take(into, count);
    }
    sizeBytes += count;
    return count == 0 && isOver ? -1 : count;
  }

  private int take(byte[] into, int count) throws IOException {
    int next = require();
    if (isAtLineStart && next == '.') {
      isAtLineStart = false;
      return afterDot(into, count);
    }
    note(next);
    into[count] = (byte) next;
    return count + 1;
  }

  private int afterDot(byte[] into, int count) throws IOException {
    int next = require();
    if (next != '\r') {
      note(next);
      into[count] = (byte) next;
      return count + 1;
    }
    int last = require();
    if (last == '\n') {
      isOver = true;
      return count;
    }
    hasLoneLineEnd = true;
    note(last);
    into[count] = '\r';
    into[count + 1] = (byte) last;
    return count + 2;
  }

  private void note(int next) {
    boolean endsLine = next == '\n';
    hasLoneLineEnd |= endsLine != isAfterCr;
    isAtLineStart = endsLine && isAfterCr;
    isAfterCr = next == '\r';
  }

  private int require() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the connection ended within a message");
    }
    return next;
  }

  /** Whether a CR or an LF was without the other. */
  boolean hasLoneLineEnd() {
    return hasLoneLineEnd;
  }

  /** How many bytes were given so far. */
  long sizeBytes() {
    return sizeBytes;
  }
}
