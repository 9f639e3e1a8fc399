package dev.freehold.mail.migration.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of HTTP/1.1 (RFC 9112), as far as token servers need it.
 *
 * @param status the status code
 * @param body the body without its chunks, which is UTF-8 (RFC 8259, section 8.1)
 */
record HttpAnswer(int status, String body) {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \r]");
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d{1,8}) *\r\n");
  private static final Pattern CHUNKED = Pattern.compile("\r\ntransfer-encoding: *chunked *\r\n");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,6})(?:[ ;].*)?");
  private static final String END_OF_HEADER = "\r\n\r\n";

  /**
   * Reads an answer.
   *
   * @param isAll whether nothing more comes
   * @return empty if it is not whole, or no answer
   */
  static Optional<HttpAnswer> read(byte[] bytes, boolean isAll) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf(END_OF_HEADER);
    Matcher status = STATUS.matcher(text);
    if (end < 0 || !status.lookingAt()) {
      return Optional.empty();
    }
    String header = text.substring(0, end + 2).toLowerCase(Locale.ROOT);
    String rest = text.substring(end + END_OF_HEADER.length());
    int code = Integer.parseInt(status.group(1));
    return body(header, rest, isAll).map(body -> new HttpAnswer(code, new String(body, UTF_8)));
  }

  private static Optional<byte[]> body(String header, String rest, boolean isAll) {
    if (CHUNKED.matcher(header).find()) {
      return chunks(rest);
    }
    Matcher length = LENGTH.matcher(header);
    if (length.find()) {
      int bytes = Integer.parseInt(length.group(1));
      return rest.length() < bytes
          ? Optional.empty()
          : Optional.of(rest.substring(0, bytes).getBytes(ISO_8859_1));
    }
    return isAll ? Optional.of(rest.getBytes(ISO_8859_1)) : Optional.empty();
  }

  private static Optional<byte[]> chunks(String rest) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int lineEnd = rest.indexOf("\r\n", at);
      int length = lineEnd < 0 ? -1 : chunkLength(rest.substring(at, lineEnd));
      int start = lineEnd + 2;
      if (length == 0) {
        // What may follow are fields that nobody needs.
        return Optional.of(body.toByteArray());
      }
      if (length < 0 || length > rest.length() - start - 2) {
        return Optional.empty();
      }
      body.writeBytes(rest.substring(start, start + length).getBytes(ISO_8859_1));
      at = start + length + 2;
    }
  }

  private static int chunkLength(String line) {
    Matcher chunk = CHUNK.matcher(line);
    return chunk.matches() ? Integer.parseInt(chunk.group(1), 16) : -1;
  }
}
