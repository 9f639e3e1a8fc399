package dev.freehold.mailserver.search;

/** Text as searches compare it: without case, character by character. */
final class Folding {

  private static final int ASCII_END = 0x80;
  private static final char[] ASCII = new char[ASCII_END];

  static {
    for (char c = 0; c < ASCII_END; c++) {
      ASCII[c] = Character.toLowerCase(c);
    }
  }

  private Folding() {}

  static char fold(char c) {
    return c < ASCII_END ? ASCII[c] : Character.toLowerCase(Character.toUpperCase(c));
  }

  static void fold(char[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      text[at] = fold(text[at]);
    }
  }

  static String fold(String text) {
    char[] folded = text.toCharArray();
    fold(folded, 0, folded.length);
    return new String(folded);
  }
}
