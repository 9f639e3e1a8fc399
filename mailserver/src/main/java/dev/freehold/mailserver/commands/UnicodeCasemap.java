package dev.freehold.mailserver.commands;

import java.text.Normalizer;
import java.util.Comparator;

/** The collation i;unicode-casemap (RFC 5051): titlecase, decompose, compare as UTF-8. */
final class UnicodeCasemap {

  /** The order of UTF-8, which is that of code points and not that of UTF-16. */
  static final Comparator<String> ORDER = UnicodeCasemap::compare;

  private UnicodeCasemap() {}

  /** What stands for a text in comparisons: equal if and only if the collation says so. */
  static String key(String text) {
    StringBuilder mapped = new StringBuilder(text.length());
    boolean isAscii = true;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      isAscii &= character < 0x80;
      mapped.appendCodePoint(Character.toTitleCase(character));
    }
    return isAscii ? mapped.toString() : Normalizer.normalize(mapped, Normalizer.Form.NFKD);
  }

  private static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int at = 0; at < length; at++) {
      char a = one.charAt(at);
      char b = other.charAt(at);
      if (a != b) {
        boolean isSurrogate = Character.isSurrogate(a);
        return isSurrogate == Character.isSurrogate(b) ? a - b : isSurrogate ? 1 : -1;
      }
    }
    return one.length() - other.length();
  }
}
