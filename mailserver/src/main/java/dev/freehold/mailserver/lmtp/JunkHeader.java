package dev.freehold.mailserver.lmtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The header field by which a filter in front of this server marks unwanted mail, such as {@code
 * X-Spam: Yes}.
 *
 * @param name without the colon; in any letter case
 * @param value what the field's text begins with, in any letter case
 */
public record JunkHeader(String name, String value) {

  /** Reads {@code Name: Value}; empty if that is no header field. */
  public static Optional<JunkHeader> parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || text.substring(0, colon).chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return Optional.empty();
    }
    String value = text.substring(colon + 1).strip();
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new JunkHeader(text.substring(0, colon), value));
  }

  /** Whether one of the lines of a header is this field. */
  boolean isIn(byte[] header, int length) {
    String begins = name.toLowerCase(Locale.ROOT) + ":";
    return new String(header, 0, length, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begins))
        .map(line -> line.substring(begins.length()).strip().toLowerCase(Locale.ROOT))
        .anyMatch(text -> text.startsWith(value.toLowerCase(Locale.ROOT)));
  }
}
