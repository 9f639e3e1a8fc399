package dev.freehold.powershell.syntax;

/** What single characters mean; dashes and quotes of word processors count as the plain ones. */
final class Chars {

  /** What {@link Cursor#peek()} gives behind the last character. */
  static final char END = '\uffff';

  private Chars() {}

  static boolean isDash(char c) {
    return c == '-' || c == '\u2013' || c == '\u2014' || c == '\u2015';
  }

  static boolean isSingleQuote(char c) {
    return c == '\'' || (c >= '\u2018' && c <= '\u201b');
  }

  static boolean isDoubleQuote(char c) {
    return c == '"' || (c >= '\u201c' && c <= '\u201e');
  }

  static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isBlank(char c) {
    return c == ' '
        || c == '\t'
        || c == '\f'
        || c == '\u000b'
        || c == '\u0085'
        || (c > 127 && Character.isSpaceChar(c));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isName(char c) {
    return c == '_' || (c != END && Character.isLetterOrDigit(c));
  }

  static boolean isNameStart(char c) {
    return c == '_' || (c != END && Character.isLetter(c));
  }

  /** Ends every token of a command, wherever it stands. */
  static boolean endsWord(char c) {
    return switch (c) {
      case END, '{', '}', '(', ')', ';', ',', '|', '&' -> true;
      default -> isBlank(c) || isNewline(c);
    };
  }
}
