package dev.freehold.powershell.secret;

import dev.freehold.powershell.secret.ScriptPiece.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes a script apart without asking whether it is one: what the parser refuses, or a line that
 * goes on below, may hold secrets all the same.
 */
final class LooseTokens {

  /** A comment, whose text is searched by itself. */
  record Comment(int start, int end) {}

  private static final char END = '\uffff';

  private final String text;
  private final List<ScriptPiece> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;

  private LooseTokens(String text) {
    this.text = text;
  }

  static LooseTokens of(String text) {
    LooseTokens found = new LooseTokens(text);
    while (found.at < text.length()) {
      found.next();
    }
    return found;
  }

  List<ScriptPiece> tokens() {
    return tokens;
  }

  List<Comment> comments() {
    return comments;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  private void next() {
    char c = peek(0);
    if (c == '\n' || c == '\r') {
      newline();
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      at++;
    } else if (c == '`' && (peek(1) == '\n' || peek(1) == '\r')) {
      at += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
    } else if (c == '#' || (c == '<' && peek(1) == '#')) {
      comment();
    } else if (isQuote(c) || (c == '@' && isQuote(peek(1)))) {
      string();
    } else if (c == '$' && (isName(peek(1)) || peek(1) == '{')) {
      variable();
    } else if (isDash(c) && Character.isLetter(peek(1))) {
      parameter();
    } else {
      sign(c);
    }
  }

  private void newline() {
    boolean goesOn =
        tokens.isEmpty()
            || switch (tokens.getLast().kind()) {
              case PIPE, COMMA, ASSIGN, OPEN, SEPARATOR -> true;
              case WORD, PARAMETER, VARIABLE, STRING, CLOSE ->
                  !open.isEmpty() && open.peek() == '(';
            };
    if (!goesOn) {
      add(Kind.SEPARATOR, at, at + 1);
    }
    at++;
  }

  private void comment() {
    boolean block = peek(0) == '<';
    int end = block ? text.indexOf("#>", at + 2) : text.indexOf('\n', at);
    int close = end < 0 ? text.length() : end;
    comments.add(new Comment(Math.min(close, at + (block ? 2 : 1)), close));
    at = Math.min(text.length(), block ? close + 2 : close);
  }

  private void string() {
    int start = at;
    if (peek(0) == '@') {
      char quote = peek(1);
      int close = closeOfHere(isSingle(quote) ? '\'' : '"');
      int from = Math.min(close, start + 2);
      at = Math.min(text.length(), close + 2);
      tokens.add(new ScriptPiece(Kind.STRING, start, at, text.substring(from, close), from));
      return;
    }
    boolean single = isSingle(peek(0));
    at++;
    int from = at;
    while (at < text.length() && !endsString(single)) {
      step(single);
    }
    int close = at;
    at = Math.min(text.length(), at + 1);
    tokens.add(new ScriptPiece(Kind.STRING, start, at, text.substring(from, close), from));
  }

  private int closeOfHere(char quote) {
    int close = text.indexOf("\n" + quote + "@", at);
    return close < 0 ? text.length() : close + 1;
  }

  private boolean endsString(boolean single) {
    char c = peek(0);
    return single ? isSingle(c) && !isSingle(peek(1)) : isDouble(c) && !isDouble(peek(1));
  }

  /** Steps over one character of a string, or over all that counts as one. */
  private void step(boolean single) {
    char c = peek(0);
    if ((single && isSingle(c)) || (!single && (isDouble(c) || c == '`'))) {
      at += 2;
    } else if (!single && c == '$' && peek(1) == '(') {
      at += 2;
      nested();
    } else {
      at++;
    }
    at = Math.min(at, text.length());
  }

  /** Steps over statements inside a string, which may have strings of their own. */
  private void nested() {
    for (int depth = 1; depth > 0 && at < text.length(); ) {
      char c = peek(0);
      if (isQuote(c)) {
        boolean single = isSingle(c);
        at++;
        while (at < text.length() && !(single ? isSingle(peek(0)) : isDouble(peek(0)))) {
          at++;
        }
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      at = Math.min(text.length(), at + 1);
    }
  }

  private void variable() {
    int start = at;
    at++;
    if (peek(0) == '{') {
      int close = text.indexOf('}', at);
      int end = close < 0 ? text.length() : close;
      tokens.add(new ScriptPiece(Kind.VARIABLE, start, end, text.substring(at + 1, end), at + 1));
      at = Math.min(text.length(), end + 1);
      return;
    }
    while (isName(peek(0)) || (peek(0) == ':' && isName(peek(1)))) {
      at++;
    }
    tokens.add(new ScriptPiece(Kind.VARIABLE, start, at, text.substring(start + 1, at), start + 1));
  }

  private void parameter() {
    int start = at;
    at++;
    while (isName(peek(0))) {
      at++;
    }
    tokens.add(
        new ScriptPiece(Kind.PARAMETER, start, at, text.substring(start + 1, at), start + 1));
    if (peek(0) == ':') {
      at++;
    }
  }

  private void sign(char c) {
    int start = at;
    at++;
    switch (c) {
      case '(', '{' -> {
        open.push(c);
        add(Kind.OPEN, start, at);
      }
      case ')', '}' -> {
        open.poll();
        add(Kind.CLOSE, start, at);
      }
      case ';' -> add(Kind.SEPARATOR, start, at);
      case '|', '&' -> add(Kind.PIPE, start, at);
      case ',' -> add(Kind.COMMA, start, at);
      case '=' -> add(Kind.ASSIGN, start, at);
      default -> word(start);
    }
  }

  private void word(int start) {
    while (!endsWord(peek(0)) && !(peek(0) == '=' && isNameSoFar(start))) {
      at++;
    }
    // "+=" and "??=" assign; "@(" and "@{" only open.
    if (peek(0) == '=' && !isName(text.charAt(at - 1)) && text.charAt(at - 1) != ']') {
      at++;
      add(Kind.ASSIGN, start, at);
    } else if (at - start != 1 || text.charAt(start) != '@') {
      add(Kind.WORD, start, at);
    }
  }

  private boolean isNameSoFar(int start) {
    for (int i = start; i < at; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '\\' || c == '&' || c == '<' || c == '>' || c == '!') {
        return false;
      }
    }
    return true;
  }

  private void add(Kind kind, int start, int end) {
    tokens.add(new ScriptPiece(kind, start, end, text.substring(start, end), start));
  }

  private static boolean endsWord(char c) {
    return switch (c) {
      case END, '(', ')', '{', '}', ';', '|', '&', ',', '`' -> true;
      default -> Character.isWhitespace(c) || Character.isSpaceChar(c) || isQuote(c);
    };
  }

  private static boolean isName(char c) {
    return c == '_' || (c != END && Character.isLetterOrDigit(c));
  }

  private static boolean isDash(char c) {
    return c == '-' || (c >= '\u2013' && c <= '\u2015');
  }

  private static boolean isQuote(char c) {
    return isSingle(c) || isDouble(c);
  }

  private static boolean isSingle(char c) {
    return c == '\'' || (c >= '\u2018' && c <= '\u201b');
  }

  private static boolean isDouble(char c) {
    return c == '"' || (c >= '\u201c' && c <= '\u201e');
  }
}
