package dev.freehold.powershell.secret;

/**
 * A piece of a script as far as the search for secrets tells pieces apart.
 *
 * @param start the first character, counted from 0
 * @param end the first character behind it
 * @param text what it says: a name without its sign, a string without its quotes
 * @param from where that text starts
 */
record ScriptPiece(Kind kind, int start, int end, String text, int from) {

  enum Kind {
    /** Characters that stand for themselves. */
    WORD,
    /** A name behind a dash. */
    PARAMETER,
    /** A name behind a dollar sign. */
    VARIABLE,
    /** Anything in quotes. */
    STRING,
    OPEN,
    CLOSE,
    /** The end of a statement. */
    SEPARATOR,
    PIPE,
    COMMA,
    /** {@code =} and what ends in it. */
    ASSIGN
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isLiteral() {
    return kind == Kind.WORD || kind == Kind.STRING;
  }

  /** Tells whether this is a word such as Get-Thing, whose arguments have rules of their own. */
  boolean isCommand() {
    int dash = text.indexOf('-');
    return kind == Kind.WORD
        && dash > 0
        && dash < text.length() - 1
        && text.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '\\')
        && text.substring(0, dash).chars().noneMatch(Character::isDigit);
  }
}
