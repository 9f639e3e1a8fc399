package dev.freehold.mail.folders;

import dev.freehold.mail.mailboxes.FolderPath;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A folder's name at its source, written so that {@link FolderPath} takes it: a character that is
 * not allowed becomes its bytes in UTF-8, each {@code =} and two upper-case hexadecimal digits. An
 * {@code =} that stands before two such digits already is written {@code =3D}, and an empty name is
 * a lone {@code =}. So two names never have one written form, save those that are the same in NFC.
 */
final class EscapedName {

  private static final String EMPTY = "=";
  private static final String HEX = "0123456789ABCDEF";

  private EscapedName() {}

  /** The name in NFC; only what is not allowed is escaped. */
  static String of(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String escaped = escape(composed, false);
    // What follows an escape could compose with its last digit, as C and an acute accent do.
    return Normalizer.isNormalized(escaped, Normalizer.Form.NFC) ? escaped : ascii(name);
  }

  /** The name in ASCII, which tells apart what NFC makes equal. */
  static String ascii(String name) {
    return escape(name, true);
  }

  /** The name with its first character escaped, so that it is no spelling of INBOX any more. */
  static String disguised(String name) {
    StringBuilder out = new StringBuilder();
    appendBytes(out, name.codePointAt(0));
    return out + ascii(name.substring(name.offsetByCodePoints(0, 1)));
  }

  private static String escape(String name, boolean onlyAscii) {
    if (name.isEmpty()) {
      return EMPTY;
    }
    int start = name.length() - name.stripLeading().length();
    int end = name.stripTrailing().length();
    StringBuilder out = new StringBuilder();
    int length;
    for (int at = 0; at < name.length(); at += length) {
      int c = name.codePointAt(at);
      length = Character.charCount(c);
      boolean kept =
          at >= start
              && at < end
              && FolderPath.isAllowed(c)
              && Character.getType(c) != Character.SURROGATE
              && !(onlyAscii && c > '~')
              && !isEscape(name, at);
      if (kept) {
        out.appendCodePoint(c);
      } else {
        appendBytes(out, c);
      }
    }
    return out.toString();
  }

  private static boolean isEscape(String name, int at) {
    return name.charAt(at) == '='
        && (name.length() == 1
            || (at + 2 < name.length()
                && HEX.indexOf(name.charAt(at + 1)) >= 0
                && HEX.indexOf(name.charAt(at + 2)) >= 0));
  }

  private static void appendBytes(StringBuilder out, int c) {
    if (Character.getType(c) == Character.SURROGATE) {
      // Half a pair has no UTF-8; the bytes of its number still tell it from every other name.
      appendByte(out, 0xE0 | (c >> 12));
      appendByte(out, 0x80 | ((c >> 6) & 0x3F));
      appendByte(out, 0x80 | (c & 0x3F));
      return;
    }
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      appendByte(out, b & 0xFF);
    }
  }

  private static void appendByte(StringBuilder out, int b) {
    out.append('=').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
  }
}
