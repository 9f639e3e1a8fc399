package dev.freehold.mailserver.append;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Encodes a part in lines of 76 characters. The end of the line before a delimiter is not part of
 * it, so the last one is kept back. At the end of the message the last line has no end. Not
 * thread-safe.
 */
final class Base64Lines {

  private static final int LINE_BYTES = 57;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final ByteArrayOutputStream out;
  private final byte[] line = new byte[LINE_BYTES];
  private int filled;
  private boolean isLineOpen;
  private byte[] keptBack = {};

  Base64Lines(ByteArrayOutputStream out) {
    this.out = out;
  }

  /** Takes more of the part: a line, or a piece of one. */
  void take(byte[] piece) {
    byte[] whole = piece;
    if (keptBack.length > 0) {
      whole = Arrays.copyOf(keptBack, keptBack.length + piece.length);
      System.arraycopy(piece, 0, whole, keptBack.length, piece.length);
    }
    int end = whole.length;
    if (whole[end - 1] == '\n') {
      end--;
    }
    if (end > 0 && whole[end - 1] == '\r') {
      end--;
    }
    encode(whole, end);
    keptBack = Arrays.copyOfRange(whole, end, whole.length);
  }

  /**
   * The part has ended.
   *
   * @param isMessageEnd whether by the end of the message and not by a delimiter
   */
  void end(boolean isMessageEnd) {
    if (isMessageEnd) {
      encode(keptBack, keptBack.length);
    }
    keptBack = new byte[0];
    if (filled > 0) {
      writeLine();
    }
    if (!isMessageEnd) {
      out.writeBytes(LINE_END);
    }
    isLineOpen = false;
  }

  private void encode(byte[] bytes, int end) {
    for (int at = 0; at < end; at++) {
      line[filled++] = bytes[at];
      if (filled == LINE_BYTES) {
        writeLine();
      }
    }
  }

  private void writeLine() {
    if (isLineOpen) {
      out.writeBytes(LINE_END);
    }
    out.writeBytes(Base64.getEncoder().encode(Arrays.copyOf(line, filled)));
    isLineOpen = true;
    filled = 0;
  }
}
