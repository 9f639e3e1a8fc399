package dev.freehold.powershell.syntax;

/**
 * The meaning of single characters; dashes and quotes of word processors count as the plain ones.
 */
public final class Chars {

  /** What {@link Cursor#peek()} gives behind the last character. */
  public static final char END = '\uffff';

  private Chars() {}

  /** Whether it is one of the dashes that begin parameters and operators. */
  public static boolean isDash(char c) {
    return c == '-' || c == '\u2013' || c == '\u2014' || c == '\u2015';
  }

  /** Whether it is one of the single quotes, straight or curly. */
  public static boolean isSingleQuote(char c) {
    return c == '\'' || (c >= '\u2018' && c <= '\u201b');
  }

  /** Whether it is one of the double quotes, straight or curly. */
  public static boolean isDoubleQuote(char c) {
    return c == '"' || (c >= '\u201c' && c <= '\u201e');
  }

  /** Whether it ends a line. */
  public static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  /** Whether it is white space within a line. */
  public static boolean isBlank(char c) {
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

  /** Whether it may stand within the name of a variable. */
  public static boolean isName(char c) {
    return c == '_' || (c != END && Character.isLetterOrDigit(c));
  }

  /** Whether it may begin the name of a variable. */
  public static boolean isNameStart(char c) {
    return c == '_' || (c != END && Character.isLetter(c));
  }

  /** Ends every token of a command, wherever it stands. */
  public static boolean endsWord(char c) {
    return switch (c) {
      case END, '{', '}', '(', ')', ';', ',', '|', '&' -> true;
      default -> isBlank(c) || isNewline(c);
    };
  }
}
