package dev.freehold.powershell.syntax;

import java.util.List;

/** A place in the text that moves forward, and the bounds of what may be read. */
final class Cursor {

  private final String text;
  private int at;
  private int tokens;
  private int depth;

  Cursor(String text) {
    this.text = text;
    if (text.length() > SyntaxLimits.MAX_SOURCE_CHARS) {
      throw error(
          "ScriptTooLong",
          "The script has %d characters; at most %d are read. Split it into several files."
              .formatted(text.length(), SyntaxLimits.MAX_SOURCE_CHARS),
          new Span(0, 0));
    }
  }

  String text() {
    return text;
  }

  int at() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int place = at + ahead;
    return place < text.length() ? text.charAt(place) : Chars.END;
  }

  char next() {
    return text.charAt(at++);
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean looksAt(String expected) {
    return text.startsWith(expected, at);
  }

  /** Steps over a text if it is the next. */
  boolean take(String expected) {
    if (!looksAt(expected)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  Span from(int start) {
    return new Span(start, at);
  }

  /** Counts a token against the bound. */
  void countToken() {
    if (++tokens > SyntaxLimits.MAX_TOKENS) {
      throw error(
          "ScriptTooComplicated",
          "The script has more than %d tokens. Split it into several files."
              .formatted(SyntaxLimits.MAX_TOKENS),
          here());
    }
  }

  /** Goes one level down; each call is paired with {@link #leave()}. */
  void enter() {
    countToken();
    if (++depth > SyntaxLimits.MAX_NESTING) {
      throw error(
          "ScriptTooDeep",
          "The script is nested more than %d levels deep here. Put inner parts into variables."
              .formatted(SyntaxLimits.MAX_NESTING),
          here());
    }
  }

  void leave() {
    depth--;
  }

  /** Refuses one more link of a chain beyond the bound. */
  void requireChain(int links) {
    countToken();
    if (links > SyntaxLimits.MAX_CHAIN) {
      throw error(
          "ScriptTooDeep",
          "More than %d operators follow each other here. Put parts into variables."
              .formatted(SyntaxLimits.MAX_CHAIN),
          here());
    }
  }

  /** Steps over blanks, continued lines and comments, but not over the end of a line. */
  void skipBlanks() {
    while (true) {
      char c = peek();
      if (Chars.isBlank(c)) {
        at++;
      } else if (c == '`' && Chars.isNewline(peek(1))) {
        at += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
      } else if (c == '`' && at + 1 == text.length()) {
        throw incomplete("IncompleteString", "Incomplete string token.", here());
      } else if (c == '#') {
        skipLineComment();
      } else if (c == '<' && peek(1) == '#') {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  /** Steps over blanks, comments and ends of lines. */
  void skipLines() {
    skipBlanks();
    while (Chars.isNewline(peek())) {
      at++;
      skipBlanks();
    }
  }

  /** Steps over everything that can stand between two statements. */
  void skipSeparators() {
    skipLines();
    while (peek() == ';') {
      at++;
      skipLines();
    }
  }

  private void skipLineComment() {
    while (!atEnd() && !Chars.isNewline(peek())) {
      at++;
    }
  }

  private void skipBlockComment() {
    int end = text.indexOf("#>", at + 2);
    if (end < 0) {
      throw incomplete(
          "MissingTerminatorMultiLineComment",
          "The terminator '#>' is missing from the multiline comment.",
          new Span(at, at + 2));
    }
    at = end + 2;
  }

  /** The next character as a part; empty at the end. */
  Span here() {
    return new Span(at, Math.min(at + 1, text.length()));
  }

  /** An error that more text would not mend. */
  SyntaxProblem error(String id, String message, Span span) {
    return new SyntaxProblem(List.of(new ParseError(id, message, span)), false);
  }

  /** An error that more text could mend. */
  SyntaxProblem incomplete(String id, String message, Span span) {
    return new SyntaxProblem(List.of(new ParseError(id, message, span)), true);
  }

  /** An error that more text could mend if the text ends here. */
  SyntaxProblem missing(String id, String message) {
    return new SyntaxProblem(List.of(new ParseError(id, message, here())), atEnd());
  }

  /** The next token makes no sense where it stands. */
  SyntaxProblem unexpected() {
    Span token = nextToken();
    return error(
        "UnexpectedToken",
        "Unexpected token '%s' in expression or statement."
            .formatted(text.substring(token.start(), token.end())),
        token);
  }

  /** What a reader would call the next token. */
  Span nextToken() {
    int end = at;
    while (end < text.length() && !Chars.endsWord(text.charAt(end))) {
      end++;
    }
    return new Span(at, Math.min(text.length(), Math.max(end, at + 1)));
  }
}
