package dev.freehold.mail.migration.imap;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says, a line at a time or a number of bytes, never more than is asked for and never
 * for longer than it is given: the server is whatever a tenant has named. One thread.
 */
final class ImapInput {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,10})\\}$");

  private final Socket plain;
  private final InputStream in;
  private long endNanos;
  private long answerBytes;
  private int answerLines;

  /**
   * Reads from {@code bytes}.
   *
   * @param plain the socket below them, which is closed when they take too long
   */
  ImapInput(Socket plain, InputStream bytes) {
    this.plain = plain;
    this.in = new BufferedInputStream(new Bounded(bytes), BUFFER_BYTES);
    begin();
  }

  /** A new answer is expected: its time and its length begin now. */
  void begin() {
    answerBytes = 0;
    answerLines = 0;
    allow(MigrationLimits.ANSWER_TIMEOUT);
  }

  /** From now on so much time is left. */
  void allow(Duration time) {
    endNanos = System.nanoTime() + time.toNanos();
  }

  /**
   * A line with what belongs to it: literals in it stand as the server writes them, with their
   * length before them. Bytes are characters.
   */
  String response() throws IOException {
    return complete(line());
  }

  /** The response that begins with a line that was read already. */
  String complete(String firstLine) throws IOException {
    StringBuilder response = new StringBuilder(firstLine);
    String last = firstLine;
    for (long length = literalLength(last); length >= 0; length = literalLength(last)) {
      count(length);
      response.append("\r\n").append(latin1(in.readNBytes((int) length), (int) length));
      last = line();
      response.append(last);
      // What is made of a response takes many times its length.
      if (response.length() > MigrationLimits.MAX_LINE_BYTES) {
        throw new SourceException(SourceError.PROTOCOL_INVALID);
      }
    }
    return response.toString();
  }

  /** One line without its end and without the literal that may follow. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new SourceException(SourceError.CONNECTION_LOST);
      }
      if (line.length() >= MigrationLimits.MAX_LINE_BYTES) {
        throw new SourceException(SourceError.PROTOCOL_INVALID);
      }
      line.append((char) b);
    }
    if (++answerLines > MigrationLimits.MAX_ANSWER_LINES) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
    count(line.length() + 1L);
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  /** The length of the literal that follows the line, or -1. */
  static long literalLength(String line) {
    Matcher literal = LITERAL.matcher(line);
    return literal.find() ? Long.parseLong(literal.group(1)) : -1;
  }

  /** Bytes of a literal that is given on as it comes. */
  int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count < 0) {
      throw new SourceException(SourceError.CONNECTION_LOST);
    }
    return count;
  }

  /** Reads bytes that nobody wants. */
  void skip(long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = bytes; left > 0; ) {
      left -= read(buffer, 0, (int) Math.min(buffer.length, left));
    }
  }

  private void count(long bytes) throws SourceException {
    answerBytes += bytes;
    if (bytes > MigrationLimits.MAX_LINE_BYTES + 1L
        || answerBytes > MigrationLimits.MAX_ANSWER_BYTES) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
  }

  private static String latin1(byte[] bytes, int expected) throws SourceException {
    if (bytes.length < expected) {
      throw new SourceException(SourceError.CONNECTION_LOST);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Whatever a socket throws is a lost connection, and so is one that takes too long. */
  private final class Bounded extends FilterInputStream {
    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      long leftNanos = endNanos - System.nanoTime();
      if (leftNanos < 0) {
        throw new SourceException(SourceError.CONNECTION_LOST);
      }
      try (var _ = new SocketDeadline(plain, Duration.ofNanos(leftNanos))) {
        return in.read(target, offset, length);
      } catch (IOException e) {
        throw new SourceException(SourceError.CONNECTION_LOST, e);
      }
    }

    /** The buffer asks between two reads, when the deadline may have closed the socket. */
    @Override
    public int available() throws IOException {
      try {
        return in.available();
      } catch (IOException e) {
        throw new SourceException(SourceError.CONNECTION_LOST, e);
      }
    }
  }
}
