package dev.freehold.mailserver.append;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import dev.freehold.mailserver.imap.answers.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * A message as it passes by, in which parts of transfer encoding {@code binary} are encoded as
 * base64: BODY may not have NUL in it (RFC 3516 section 4.2). Everything else stays as it is, and
 * so do parts deeper than {@link MailServerLimits#MAX_MIME_DEPTH}. NUL elsewhere is refused. Not
 * thread-safe.
 */
final class BinaryEncoding extends InputStream {

  private static final int PIECE_BYTES = 8 * 1024;

  private enum Place {
    HEADER,
    BODY,
    BINARY
  }

  private final InputStream in;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private final Deque<String> delimiters = new ArrayDeque<>();
  private final Ready ready = new Ready();
  private final Base64Lines base64 = new Base64Lines(ready);
  private Place place = Place.HEADER;
  private boolean isLineBegin = true;
  private boolean isEnded;

  BinaryEncoding(InputStream in) {
    this.in = new BufferedInputStream(in, PIECE_BYTES);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    while (ready.isEmpty() && !isEnded) {
      takePiece();
    }
    return count == 0 ? 0 : ready.read(into, offset, count);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A line, or a piece of a long one. */
  private void takePiece() throws IOException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      piece.write(next);
      if (next == '\n' || piece.size() == PIECE_BYTES) {
        break;
      }
      next = in.read();
    }
    boolean wasLineBegin = isLineBegin;
    isLineBegin = next == '\n';
    if (piece.size() > 0) {
      take(piece.toByteArray(), wasLineBegin);
    }
    if (next < 0) {
      end();
    }
  }

  private void end() throws IOException {
    isEnded = true;
    if (place == Place.BINARY) {
      base64.end(true);
    }
    write(header.toByteArray());
    header.reset();
  }

  private void take(byte[] piece, boolean isLine) throws IOException {
    if (isLine && piece.length > 2 && piece[0] == '-' && piece[1] == '-' && isDelimiter(piece)) {
      return;
    }
    switch (place) {
      case HEADER -> takeHeader(piece, isLine);
      case BODY -> write(piece);
      case BINARY -> base64.take(piece);
    }
  }

  private void takeHeader(byte[] piece, boolean isLine) throws IOException {
    header.writeBytes(piece);
    boolean isEmpty = isLine && (piece[0] == '\n' || (piece[0] == '\r' && piece.length == 2));
    if (isEmpty) {
      PartHeader part = PartHeader.of(header.toByteArray());
      header.reset();
      write(part.stored().getBytes(StandardCharsets.ISO_8859_1));
      // Each line that may be a delimiter is compared with all that are open.
      if (delimiters.size() < MailServerLimits.MAX_MIME_DEPTH) {
        part.delimiter().ifPresent(delimiters::push);
      }
      place =
          switch (part.kind()) {
            case MESSAGE -> Place.HEADER;
            case BINARY -> Place.BINARY;
            case MULTIPART, OTHER -> Place.BODY;
          };
    } else if (header.size() > MailServerLimits.MAX_HEADER_FIELD_BYTES) {
      write(header.toByteArray());
      header.reset();
      place = Place.BODY;
    }
  }

  /** Whether a line parts the parts of a multipart that is open here. */
  private boolean isDelimiter(byte[] piece) throws IOException {
    String line = new String(piece, StandardCharsets.ISO_8859_1).stripTrailing();
    int inner = 0;
    for (Iterator<String> open = delimiters.iterator(); open.hasNext(); inner++) {
      String delimiter = open.next();
      boolean isLast = line.equals(delimiter + "--");
      if (isLast || line.equals(delimiter)) {
        leave(inner + (isLast ? 1 : 0));
        place = isLast ? Place.BODY : Place.HEADER;
        write(piece);
        return true;
      }
    }
    return false;
  }

  private void leave(int multiparts) throws IOException {
    if (place == Place.BINARY) {
      base64.end(false);
    }
    write(header.toByteArray());
    header.reset();
    for (int left = 0; left < multiparts; left++) {
      delimiters.pop();
    }
  }

  private void write(byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        throw new CommandRefusedException(
            Refusal.no(
                "UNKNOWN-CTE", "NUL is taken in parts of Content-Transfer-Encoding: binary only"));
      }
    }
    ready.writeBytes(bytes);
  }

  /** What was made and not read yet. */
  static final class Ready extends ByteArrayOutputStream {
    private int read;

    boolean isEmpty() {
      return read == count;
    }

    int read(byte[] into, int offset, int wanted) {
      if (isEmpty()) {
        return -1;
      }
      int given = Math.min(wanted, count - read);
      System.arraycopy(buf, read, into, offset, given);
      read += given;
      if (isEmpty()) {
        reset();
        read = 0;
      }
      return given;
    }
  }
}
