package dev.freehold.mail.migration.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of HTTP/1.1 (RFC 9112), as far as token servers need it. The JDK's client is of no use
 * here: it looks the server's name up itself, and so may connect to another address than the one
 * that was checked.
 *
 * @param status the status code; a redirection is one like any other, and nobody follows it
 * @param body the body without its chunks, which is UTF-8 (RFC 8259, section 8.1)
 */
record HttpAnswer(int status, String body) {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
  private static final Pattern LENGTH = Pattern.compile("content-length:[ \t]*(\\d{1,8})");
  private static final Pattern CHUNKED = Pattern.compile("transfer-encoding:[ \t]*chunked");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,6})(?:[ \t;].*)?");

  /**
   * Reads an answer.
   *
   * @throws SourceException {@code TOKEN_SERVER_UNUSABLE} if it is none, is not whole, or is longer
   *     than {@link MigrationLimits#MAX_TOKEN_ANSWER_BYTES}
   */
  static HttpAnswer read(InputStream bytes) throws IOException {
    Input in = new Input(bytes);
    Matcher status = STATUS.matcher(in.line());
    if (!status.matches()) {
      throw unusable();
    }
    boolean isChunked = false;
    OptionalInt length = OptionalInt.empty();
    for (String field = in.line(); !field.isEmpty(); field = in.line()) {
      String lowerCase = field.toLowerCase(Locale.ROOT);
      Matcher told = LENGTH.matcher(lowerCase);
      if (told.matches()) {
        length = OptionalInt.of(Integer.parseInt(told.group(1)));
      }
      isChunked |= CHUNKED.matcher(lowerCase).matches();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (isChunked) {
      in.chunks(body);
    } else if (length.isPresent()) {
      in.copy(length.getAsInt(), body);
    } else {
      in.copyAll(body);
    }
    return new HttpAnswer(Integer.parseInt(status.group(1)), body.toString(UTF_8));
  }

  /** The body has secrets. */
  @Override
  public String toString() {
    return "HttpAnswer[" + status + "]";
  }

  private static SourceException unusable() {
    return new SourceException(SourceError.TOKEN_SERVER_UNUSABLE);
  }

  /** The bytes of an answer, up to its bound. */
  private static final class Input {
    private final InputStream in;
    private int left = MigrationLimits.MAX_TOKEN_ANSWER_BYTES;

    Input(InputStream in) {
      this.in = new BufferedInputStream(in);
    }

    private int read() throws IOException {
      if (left == 0) {
        throw unusable();
      }
      left--;
      return in.read();
    }

    private int require() throws IOException {
      int b = read();
      if (b < 0) {
        throw unusable();
      }
      return b;
    }

    /** A line without its end, and without the blanks before it. */
    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = require(); b != '\n'; b = require()) {
        line.append((char) b);
      }
      return line.toString().stripTrailing();
    }

    /** What may follow the last chunk are fields that nobody needs. */
    void chunks(ByteArrayOutputStream body) throws IOException {
      for (int length = chunkLength(); length > 0; length = chunkLength()) {
        copy(length, body);
        if (!line().isEmpty()) {
          throw unusable();
        }
      }
    }

    private int chunkLength() throws IOException {
      Matcher chunk = CHUNK.matcher(line());
      if (!chunk.matches()) {
        throw unusable();
      }
      return Integer.parseInt(chunk.group(1), 16);
    }

    void copy(int length, ByteArrayOutputStream body) throws IOException {
      for (int i = 0; i < length; i++) {
        body.write(require());
      }
    }

    void copyAll(ByteArrayOutputStream body) throws IOException {
      for (int b = read(); b >= 0; b = read()) {
        body.write(b);
      }
    }
  }
}
