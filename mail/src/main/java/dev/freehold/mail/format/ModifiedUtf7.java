package dev.freehold.mail.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The modified UTF-7 of IMAP4rev1 (RFC 3501 section 5.1.3), in which Maildir++ writes folder names.
 */
public final class ModifiedUtf7 {

  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private ModifiedUtf7() {}

  /**
   * Encodes {@code text}.
   *
   * @param alsoEncoded ASCII characters to encode although the format does not ask for it
   */
  public static String encode(String text, String alsoEncoded) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '&') {
        out.append("&-");
        at++;
      } else if (isDirect(c, alsoEncoded)) {
        out.append(c);
        at++;
      } else {
        int end = at;
        while (end < text.length() && !isDirect(text.charAt(end), alsoEncoded)) {
          end++;
        }
        byte[] utf16 = text.substring(at, end).getBytes(StandardCharsets.UTF_16BE);
        out.append('&').append(ENCODER.encodeToString(utf16).replace('/', ',')).append('-');
        at = end;
      }
    }
    return out.toString();
  }

  /** Decodes {@code encoded}; empty if it is not in the format. */
  public static Optional<String> decode(String encoded) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < encoded.length()) {
      int shift = encoded.indexOf('&', at);
      if (shift < 0) {
        return Optional.of(out.append(encoded, at, encoded.length()).toString());
      }
      int end = encoded.indexOf('-', shift);
      if (end < 0) {
        return Optional.empty();
      }
      out.append(encoded, at, shift);
      if (end == shift + 1) {
        out.append('&');
      } else {
        try {
          byte[] utf16 = DECODER.decode(encoded.substring(shift + 1, end).replace(',', '/'));
          if (utf16.length % 2 != 0) {
            return Optional.empty();
          }
          out.append(new String(utf16, StandardCharsets.UTF_16BE));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
      at = end + 1;
    }
    return Optional.of(out.toString());
  }

  private static boolean isDirect(char c, String alsoEncoded) {
    return c >= ' ' && c <= '~' && c != '&' && alsoEncoded.indexOf(c) < 0;
  }
}
