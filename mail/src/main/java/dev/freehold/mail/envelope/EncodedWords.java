package dev.freehold.mail.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the encoded words of RFC 2047 as senders write them: within other text, with spaces, and
 * with characters that are split between two words of one charset.
 */
final class EncodedWords {

  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s]{1,64})\\?([bBqQ])\\?([^\\r\\n]*?)\\?=");

  private static final int HEX = 16;

  private EncodedWords() {}

  static String decode(String text) {
    if (!text.contains("=?") || !text.contains("?=")) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    // Behind the last end there is no word: without this, many beginnings without an end take long.
    Matcher word = WORD.matcher(text).region(0, text.lastIndexOf("?=") + 2);
    Pending pending = new Pending(decoded);
    int at = 0;
    while (word.find()) {
      String between = text.substring(at, word.start());
      if (at == 0 || !between.isBlank()) {
        pending.flush();
        decoded.append(between);
      }
      pending.add(charsetName(word.group(1)), bytes(word.group(2), word.group(3)));
      at = word.end();
    }
    pending.flush();
    return decoded.append(text, at, text.length()).toString();
  }

  /** RFC 2231 section 5: a language may follow. */
  private static String charsetName(String name) {
    int star = name.indexOf('*');
    return star < 0 ? name : name.substring(0, star);
  }

  private static byte[] bytes(String encoding, String text) {
    return encoding.equalsIgnoreCase("b") ? base64(text) : quotedPrintable(text);
  }

  private static byte[] base64(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ((c >= '0' && c <= '9')
          || (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || c == '+'
          || c == '/') {
        digits.append(c);
      }
    }
    if (digits.length() % 4 == 1) {
      digits.setLength(digits.length() - 1);
    }
    return Base64.getDecoder().decode(digits.toString());
  }

  private static byte[] quotedPrintable(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      int high =
          c == '=' && at + 2 < text.length() ? Character.digit(text.charAt(at + 1), HEX) : -1;
      int low = high >= 0 ? Character.digit(text.charAt(at + 2), HEX) : -1;
      if (low >= 0) {
        bytes.write(high * HEX + low);
        at += 2;
      } else if (c == '_') {
        bytes.write(' ');
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** Bytes of words of one charset that follow each other. */
  private static final class Pending {
    private final StringBuilder target;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Optional<String> charsetName = Optional.empty();

    Pending(StringBuilder target) {
      this.target = target;
    }

    void add(String name, byte[] more) {
      if (charsetName.filter(name::equalsIgnoreCase).isEmpty()) {
        flush();
        charsetName = Optional.of(name);
      }
      bytes.writeBytes(more);
    }

    void flush() {
      charsetName.ifPresent(
          name ->
              target.append(
                  MailCharsets.decode(bytes.toByteArray(), name)
                      .replace('\r', ' ')
                      .replace('\n', ' ')
                      .replace('\0', ' ')));
      charsetName = Optional.empty();
      bytes.reset();
    }
  }
}
