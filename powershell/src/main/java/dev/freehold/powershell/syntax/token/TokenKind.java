package dev.freehold.powershell.syntax.token;

/** The kind of a token, as far as it can be told before the text is complete. */
public enum TokenKind {
  /** A comment. */
  COMMENT,
  /** A string in quotes, or a here-string; at the end of the text perhaps without its end. */
  TEXT,
  /** A variable with its dollar sign, or one that is splatted. */
  VARIABLE,
  /** A number. */
  NUMBER,
  /** The name of a command. */
  COMMAND,
  /** A parameter's name with its dash, and a colon if one follows. */
  PARAMETER,
  /** An argument without quotes. */
  WORD,
  /** A word of the language such as {@code foreach}. */
  KEYWORD,
  /** A type in brackets. */
  TYPE,
  /** The name of a property or method, or a key of a hashtable. */
  MEMBER,
  /** An operator, a comma, or what stands before a member. */
  OPERATOR,
  /** What opens a part: {@code (}, {@code $(}, {@code @(}, <code>{</code>, <code>@{</code>, [. */
  OPENING,
  /** What closes a part. */
  CLOSING,
  /** What ends a command: a pipe, a semicolon, the end of a line, {@code &&} and {@code ||}. */
  SEPARATOR
}
