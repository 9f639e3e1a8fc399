package dev.freehold.mailserver.lmtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a client sends, read as lines of commands. A line ends with CR and LF: a lone one of them
 * makes it a wrong line, because servers that disagree on line ends can be made to see different
 * messages (SMTP smuggling). For one thread.
 */
final class LineInput {

  private final InputStream in;
  private final byte[] buffer = new byte[LmtpLimits.CHUNK_BYTES];
  private int at;
  private int end;

  LineInput(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end; empty if it is too long, has a lone CR or LF, or is not UTF-8.
   *
   * @throws EOFException at the end of the connection
   */
  Optional<String> line() throws IOException {
    byte[] line = new byte[LmtpLimits.MAX_LINE_BYTES];
    int length = 0;
    boolean isWrong = false;
    int before = -1;
    while (true) {
      int next = read();
      if (next < 0) {
        throw new EOFException();
      }
      if (next == '\n') {
        isWrong |= before != '\r';
        break;
      }
      isWrong |= before == '\r' || length == line.length;
      if (length < line.length) {
        line[length++] = (byte) next;
      }
      before = next;
    }
    if (isWrong) {
      return Optional.empty();
    }
    String text = new String(line, 0, length - 1, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? Optional.of(text) : Optional.empty();
  }

  /** The next byte, or -1 at the end of the connection. */
  int read() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xFF : -1;
  }

  /** Whether the client has sent more than was read so far. */
  boolean hasMore() {
    return at < end;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
