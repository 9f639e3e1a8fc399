package dev.freehold.powershell.syntax.token;

import dev.freehold.powershell.syntax.Chars;
import dev.freehold.powershell.syntax.Span;
import dev.freehold.powershell.syntax.SyntaxLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a text into tokens while it is being typed: unlike the parser it accepts any text, and
 * guesses. Used for colours and completion, never to decide what is run.
 */
public final class TokenScan {

  private static final Set<String> KEYWORDS =
      Set.of(
          "begin",
          "break",
          "catch",
          "continue",
          "do",
          "else",
          "elseif",
          "end",
          "exit",
          "finally",
          "for",
          "foreach",
          "function",
          "if",
          "param",
          "process",
          "return",
          "switch",
          "throw",
          "try",
          "until",
          "while");

  /** Where a token stands. */
  private enum Place {
    /** At the start of a statement or pipeline element. */
    START,
    /** Behind the name of a command. */
    COMMAND,
    /** Within a value. */
    VALUE
  }

  /** A part in brackets: what closes it goes back to the place before it. */
  private record Part(Place before, boolean table) {}

  private final String text;
  private final TokenShapes shapes;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Part> parts = new ArrayDeque<>();
  private Place place = Place.START;
  private int at;

  private TokenScan(String text) {
    this.text = text;
    shapes = new TokenShapes(text);
  }

  /** The tokens of a text in their order; blanks are in none. None of a text beyond the bound. */
  public static List<Token> of(String text) {
    if (text.length() > SyntaxLimits.MAX_SOURCE_CHARS) {
      return List.of();
    }
    TokenScan scan = new TokenScan(text);
    while (scan.at < text.length()) {
      scan.step();
    }
    return scan.tokens;
  }

  private void step() {
    char c = peek(0);
    if (Chars.isBlank(c) || (c == '`' && (Chars.isNewline(peek(1)) || at + 1 == text.length()))) {
      at += c == '`' ? 2 : 1;
      at = Math.min(at, text.length());
    } else if (c == '#' || (c == '<' && peek(1) == '#')) {
      add(TokenKind.COMMENT, shapes.comment(at));
    } else if (Chars.isNewline(c) || c == ';' || c == '|') {
      separator(peek(1) == '|' && c == '|' ? 2 : 1);
    } else if (c == '&' && peek(1) == '&') {
      separator(2);
    } else if (shapes.atString(at)) {
      value(TokenKind.TEXT, shapes.string(at));
    } else if (c == '$' || c == '@') {
      dollarOrAt(c);
    } else if (c == '(' || c == '{') {
      open(1, false);
    } else if (c == ')' || c == '}' || (c == ']' && place != Place.COMMAND)) {
      close();
    } else if (c == ',') {
      add(TokenKind.OPERATOR, at + 1);
    } else {
      switch (place) {
        case START -> start(c);
        case COMMAND -> argument(c);
        case VALUE -> within(c);
      }
    }
  }

  private void dollarOrAt(char c) {
    char next = peek(1);
    if (next == '(' || (c == '@' && next == '{')) {
      open(2, next == '{');
    } else if (c == '$' || Chars.isName(next)) {
      value(TokenKind.VARIABLE, shapes.variable(at));
    } else {
      add(TokenKind.WORD, at + 1);
    }
  }

  /** A token that can start a value. */
  private void value(TokenKind kind, int end) {
    add(kind, end);
    if (place == Place.START) {
      place = Place.VALUE;
    }
    members();
  }

  /** Properties and methods right behind a value. */
  private void members() {
    while (at < text.length()) {
      int length = text.startsWith("::", at) ? 2 : peek(0) == '.' && peek(1) != '.' ? 1 : 0;
      boolean named = Chars.isName(peek(length)) || at + length >= text.length();
      if (length == 0 || !named) {
        return;
      }
      add(TokenKind.OPERATOR, at + length);
      int end = shapes.name(at);
      if (end > at) {
        add(TokenKind.MEMBER, end);
      }
    }
  }

  private void start(char c) {
    if ((c == '%' || c == '?') && Chars.endsWord(peek(1))) {
      command(at + 1);
    } else if (c == '&' || (c == '.' && Chars.isBlank(peek(1)))) {
      add(TokenKind.OPERATOR, at + 1);
      at = shapes.blanks(at);
      if (at < text.length() && peek(0) != '{' && peek(0) != '$') {
        command(shapes.atString(at) ? shapes.string(at) : shapes.word(at));
      }
    } else if (c == '[' || Chars.isDash(c) || c == '!' || c == '+' || shapes.number(at) > at) {
      place = Place.VALUE;
      within(c);
    } else {
      word();
    }
  }

  private void word() {
    int end = shapes.word(at);
    String word = text.substring(at, end).toLowerCase(Locale.ROOT);
    boolean inTable = !parts.isEmpty() && parts.peek().table();
    if (inTable && shapes.key(at) > at) {
      add(TokenKind.MEMBER, shapes.key(at));
      place = Place.VALUE;
    } else if (KEYWORDS.contains(word)) {
      add(TokenKind.KEYWORD, end);
      if (word.equals("function")) {
        at = shapes.blanks(at);
        add(TokenKind.COMMAND, shapes.word(at));
      }
    } else {
      command(end);
    }
  }

  private void command(int end) {
    add(TokenKind.COMMAND, end);
    place = Place.COMMAND;
  }

  private void argument(char c) {
    if (Chars.isDash(c) && (Chars.isNameStart(peek(1)) || at + 1 == text.length())) {
      add(TokenKind.PARAMETER, shapes.parameter(at));
    } else {
      int end = Math.max(at + 1, shapes.word(at));
      add(shapes.number(at) == end ? TokenKind.NUMBER : TokenKind.WORD, end);
    }
  }

  private void within(char c) {
    int type = shapes.type(at);
    int number = shapes.number(at);
    if (type > at) {
      value(TokenKind.TYPE, type);
    } else if (c == '[') {
      open(1, false);
      place = Place.VALUE;
    } else if (number > at) {
      add(TokenKind.NUMBER, number);
    } else if (Chars.isDash(c) && Chars.isNameStart(peek(1))) {
      add(TokenKind.OPERATOR, shapes.name(at + 1));
    } else if (Chars.isNameStart(c)) {
      int end = shapes.name(at);
      boolean in = text.substring(at, end).equalsIgnoreCase("in");
      add(in ? TokenKind.KEYWORD : TokenKind.WORD, end);
      place = in ? Place.START : place;
    } else {
      int end = shapes.operator(at);
      boolean assigns = text.charAt(end - 1) == '=';
      add(TokenKind.OPERATOR, end);
      place = assigns ? Place.START : place;
    }
  }

  private void separator(int length) {
    add(TokenKind.SEPARATOR, at + length);
    place = Place.START;
  }

  private void open(int length, boolean table) {
    parts.push(new Part(place == Place.START ? Place.VALUE : place, table));
    add(TokenKind.OPENING, at + length);
    place = Place.START;
  }

  private void close() {
    char c = peek(0);
    add(TokenKind.CLOSING, at + 1);
    place = parts.isEmpty() ? Place.START : parts.pop().before();
    if (c == '}' && place == Place.VALUE) {
      // A body has ended, and the next statement may follow; behind a hashtable that is harmless.
      place = Place.START;
    }
    members();
    if (c == '}' && at < text.length() && tokens.getLast().kind() == TokenKind.MEMBER) {
      place = Place.VALUE;
    }
  }

  private void add(TokenKind kind, int end) {
    int bounded = Math.min(end, text.length());
    if (bounded > at) {
      tokens.add(new Token(kind, new Span(at, bounded)));
      at = bounded;
    }
  }

  private char peek(int ahead) {
    int index = at + ahead;
    return index < text.length() ? text.charAt(index) : Chars.END;
  }
}
