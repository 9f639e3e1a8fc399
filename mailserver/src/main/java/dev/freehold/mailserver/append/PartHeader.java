package dev.freehold.mailserver.append;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a message or a part.
 *
 * @param kind what comes behind it
 * @param delimiter what the lines between its parts are, with two hyphens, for a multipart
 * @param stored the header as it is to be stored, a character for each byte
 */
record PartHeader(Kind kind, Optional<String> delimiter, String stored) {

  private static final Pattern TYPE = field("Content-Type");
  private static final Pattern ENCODING = field("Content-Transfer-Encoding");
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;\"]+))",
          Pattern.CASE_INSENSITIVE);

  /** What comes behind a header. */
  enum Kind {
    /** Parts. */
    MULTIPART,
    /** A message with a header of its own. */
    MESSAGE,
    /** Bytes that have to be encoded. */
    BINARY,
    /** What stays as it is. */
    OTHER
  }

  private static Pattern field(String name) {
    return Pattern.compile(
        "^" + name + "[ \\t]*:((?:[^\\n]*+\\n)(?:[ \\t][^\\n]*+\\n)*+)",
        Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  }

  static PartHeader of(byte[] header) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    Matcher found = TYPE.matcher(text);
    String type = found.find() ? found.group(1).replaceAll("\\r?\\n", "").strip() : "";
    Matcher encoding = ENCODING.matcher(text);
    boolean isBinary =
        encoding.find() && encoding.group(1).strip().toLowerCase(Locale.ROOT).startsWith("binary");
    Optional<String> delimiter = delimiter(type);
    Kind kind = kind(type.toLowerCase(Locale.ROOT), delimiter.isPresent(), isBinary);
    if (!isBinary) {
      return new PartHeader(kind, delimiter, text);
    }
    String name = "Content-Transfer-Encoding: " + (kind == Kind.BINARY ? "base64" : "8bit");
    String stored =
        text.substring(0, encoding.start()) + name + "\r\n" + text.substring(encoding.end());
    return new PartHeader(kind, delimiter, stored);
  }

  private static Kind kind(String type, boolean hasDelimiter, boolean isBinary) {
    if (hasDelimiter) {
      return Kind.MULTIPART;
    }
    if (type.startsWith("message/rfc822") || type.startsWith("message/global")) {
      return Kind.MESSAGE;
    }
    return isBinary ? Kind.BINARY : Kind.OTHER;
  }

  private static Optional<String> delimiter(String type) {
    Matcher boundary = BOUNDARY.matcher(type);
    if (!type.regionMatches(true, 0, "multipart/", 0, 10) || !boundary.find()) {
      return Optional.empty();
    }
    String quoted = boundary.group(1);
    return Optional.of(
        "--" + (quoted == null ? boundary.group(2) : quoted.replaceAll("\\\\(.)", "$1")));
  }
}
