package dev.freehold.powershell.syntax;

/** Strings in quotes and here-strings. */
final class Strings {

  private static final int MAX_UNICODE_DIGITS = 6;

  private final Grammar grammar;
  private final Cursor in;

  Strings(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Tells whether a string, other than a here-string, starts here. */
  boolean atQuote() {
    return Chars.isSingleQuote(in.peek()) || Chars.isDoubleQuote(in.peek());
  }

  boolean atHereString() {
    return in.peek() == '@' && (Chars.isSingleQuote(in.peek(1)) || Chars.isDoubleQuote(in.peek(1)));
  }

  /** Reads a string at its opening quote. */
  Expression quoted() {
    int start = in.at();
    StringParts parts = new StringParts();
    quotedInto(parts);
    return parts.finish(in.from(start));
  }

  /** Reads a string at its opening quote into what it is a part of. */
  void quotedInto(StringParts parts) {
    in.countToken();
    parts.quoted();
    if (Chars.isSingleQuote(in.peek())) {
      singleQuoted(parts);
    } else {
      doubleQuoted(parts);
    }
  }

  private void singleQuoted(StringParts parts) {
    int start = in.at();
    in.next();
    while (true) {
      if (in.atEnd()) {
        throw unterminated(start, "'");
      }
      int at = in.at();
      char c = in.next();
      if (!Chars.isSingleQuote(c)) {
        parts.add(c, at);
      } else if (Chars.isSingleQuote(in.peek())) {
        parts.add(in.next(), at);
      } else {
        return;
      }
    }
  }

  private void doubleQuoted(StringParts parts) {
    int start = in.at();
    in.next();
    while (true) {
      if (in.atEnd()) {
        throw unterminated(start, "\"");
      }
      if (!Chars.isDoubleQuote(in.peek())) {
        character(parts);
        continue;
      }
      int at = in.at();
      in.next();
      if (!Chars.isDoubleQuote(in.peek())) {
        return;
      }
      parts.add(in.next(), at);
    }
  }

  /** One character, escape or variable of an expandable string. */
  private void character(StringParts parts) {
    if (in.peek() == '$') {
      dollar(parts);
    } else if (in.peek() == '`') {
      escape(parts);
    } else {
      int at = in.at();
      parts.add(in.next(), at);
    }
  }

  /** What a dollar sign inside a string or word stands for. */
  void dollar(StringParts parts) {
    if (in.peek(1) == '(') {
      parts.add(grammar.primaries.subExpression());
    } else if (grammar.names.atVariable()) {
      parts.add(grammar.names.variable());
    } else {
      int at = in.at();
      parts.add(in.next(), at);
    }
  }

  /** What a backtick with the character behind it stands for. */
  void escape(StringParts parts) {
    int at = in.at();
    in.next();
    if (in.atEnd()) {
      parts.add('`', at);
      return;
    }
    char c = in.next();
    switch (c) {
      case '0' -> parts.add('\0', at);
      case 'a' -> parts.add('\u0007', at);
      case 'b' -> parts.add('\b', at);
      case 'e' -> parts.add('\u001b', at);
      case 'f' -> parts.add('\f', at);
      case 'n' -> parts.add('\n', at);
      case 'r' -> parts.add('\r', at);
      case 't' -> parts.add('\t', at);
      case 'v' -> parts.add('\u000b', at);
      case 'u' -> unicode(parts, at);
      default -> parts.add(c, at);
    }
  }

  private void unicode(StringParts parts, int at) {
    int close = in.text().indexOf('}', in.at());
    int digits = close - in.at() - 1;
    if (in.peek() != '{' || digits < 1 || digits > MAX_UNICODE_DIGITS) {
      throw badUnicode(at);
    }
    try {
      int code = Integer.parseInt(in.text().substring(in.at() + 1, close), 16);
      parts.add(Character.toString(code), at);
    } catch (IllegalArgumentException e) {
      throw badUnicode(at);
    }
    in.moveTo(close + 1);
  }

  private SyntaxProblem badUnicode(int at) {
    return in.error(
        "InvalidUnicodeEscapeSequence",
        "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six"
            + " hex digits and a closing '}'.",
        in.from(at));
  }

  /** Reads a here-string at its {@code @}. */
  Expression hereString() {
    int start = in.at();
    in.countToken();
    in.next();
    boolean expands = Chars.isDoubleQuote(in.next());
    while (Chars.isBlank(in.peek())) {
      in.next();
    }
    if (!in.atEnd() && !Chars.isNewline(in.peek())) {
      throw in.error(
          "UnexpectedCharactersAfterHereStringHeader",
          "No characters are allowed after a here-string header but before the end of the line.",
          in.nextToken());
    }
    newline();
    StringParts parts = new StringParts();
    while (!atCloser(expands, start)) {
      if (in.atEnd()) {
        throw unterminated(start, expands ? "\"@" : "'@");
      }
      hereLine(parts, expands, start);
    }
    in.moveTo(in.at() + 2);
    return parts.finish(in.from(start));
  }

  /** Reads a line; its end belongs to the string unless the closer follows. */
  private void hereLine(StringParts parts, boolean expands, int start) {
    while (!in.atEnd() && !Chars.isNewline(in.peek())) {
      if (expands) {
        character(parts);
      } else {
        int at = in.at();
        parts.add(in.next(), at);
      }
    }
    int at = in.at();
    newline();
    if (!atCloser(expands, start)) {
      parts.add(in.text().substring(at, in.at()), at);
    }
  }

  private void newline() {
    if (in.peek() == '\r') {
      in.next();
    }
    if (in.peek() == '\n') {
      in.next();
    }
  }

  private boolean atCloser(boolean expands, int start) {
    int blanks = 0;
    while (Chars.isBlank(in.peek(blanks))) {
      blanks++;
    }
    char quote = in.peek(blanks);
    boolean closes = expands ? Chars.isDoubleQuote(quote) : Chars.isSingleQuote(quote);
    if (!closes || in.peek(blanks + 1) != '@') {
      return false;
    }
    if (blanks > 0 && unclosed(expands)) {
      throw in.error(
          "WhitespaceBeforeHereStringFooter",
          "White space is not allowed before the string terminator.",
          new Span(start, in.at() + blanks + 2));
    }
    return blanks == 0;
  }

  /** Tells whether no line further down closes the string: an indented closer was meant then. */
  private boolean unclosed(boolean expands) {
    return in.text().indexOf(expands ? "\n\"@" : "\n'@", in.at()) < 0;
  }

  private SyntaxProblem unterminated(int start, String terminator) {
    return in.incomplete(
        "TerminatorExpectedAtEndOfString",
        "The string is missing the terminator: %s.".formatted(terminator),
        in.from(start));
  }
}
