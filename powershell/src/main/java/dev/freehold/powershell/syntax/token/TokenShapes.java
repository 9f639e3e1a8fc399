package dev.freehold.powershell.syntax.token;

import dev.freehold.powershell.syntax.Chars;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far tokens go that start at some place of a text. All methods give the end. */
final class TokenShapes {

  private static final Pattern NUMBER =
      Pattern.compile(
          "(0x[0-9a-f]+|[0-9]*\\.?[0-9]+(e[+-]?[0-9]+)?)l?([kmgtp]b)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TYPE = Pattern.compile("\\[[A-Za-z_][\\w.]*(\\[\\])?\\]");
  private static final Pattern OPERATOR =
      Pattern.compile("\\+\\+|--|[-+*/%]?=|\\.\\.|::|2?>>?|[-+*/%!.<:?^~\\\\]");

  private final String text;

  TokenShapes(String text) {
    this.text = text;
  }

  int comment(int at) {
    if (text.charAt(at) == '#') {
      int end = at;
      while (end < text.length() && !Chars.isNewline(text.charAt(end))) {
        end++;
      }
      return end;
    }
    return behind("#>", at + 2);
  }

  boolean atString(int at) {
    char c = peek(at);
    char next = peek(at + 1);
    return isQuote(c) || (c == '@' && isQuote(next));
  }

  private static boolean isQuote(char c) {
    return Chars.isSingleQuote(c) || Chars.isDoubleQuote(c);
  }

  /** The end of a string; the end of the text if it has none. */
  int string(int at) {
    if (peek(at) == '@') {
      return behind("\n" + peek(at + 1) + "@", at + 2);
    }
    boolean single = Chars.isSingleQuote(peek(at));
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean quote = single ? Chars.isSingleQuote(c) : Chars.isDoubleQuote(c);
      if (quote && isSame(end + 1, single)) {
        end += 2;
      } else if (quote) {
        return end + 1;
      } else {
        end += c == '`' && !single ? 2 : 1;
      }
    }
    return text.length();
  }

  private boolean isSame(int at, boolean single) {
    char c = peek(at);
    return single ? Chars.isSingleQuote(c) : Chars.isDoubleQuote(c);
  }

  int variable(int at) {
    if (peek(at + 1) == '{') {
      return behind("}", at + 2);
    }
    int end = name(at + 1);
    if (end == at + 1) {
      char c = peek(end);
      return c == '$' || c == '^' || c == '?' ? end + 1 : end;
    }
    boolean scoped = peek(end) == ':' && peek(end + 1) != ':';
    return scoped ? name(end + 1) : end;
  }

  int name(int at) {
    int end = at;
    while (Chars.isName(peek(end))) {
      end++;
    }
    return end;
  }

  int blanks(int at) {
    int end = at;
    while (Chars.isBlank(peek(end))) {
      end++;
    }
    return end;
  }

  /** A word of a command, in which quotes and escapes may stand. */
  int word(int at) {
    int end = at;
    while (!Chars.endsWord(peek(end))) {
      char c = text.charAt(end);
      end = isQuote(c) ? string(end) : c == '`' ? end + 2 : end + 1;
    }
    return Math.min(end, text.length());
  }

  int parameter(int at) {
    int end = at + 1;
    while (!Chars.endsWord(peek(end)) && peek(end) != '.' && peek(end) != '[') {
      if (peek(end++) == ':') {
        return end;
      }
    }
    return end;
  }

  /** The place itself if no number starts there. */
  int number(int at) {
    return match(NUMBER, at);
  }

  /** The place itself if no type starts there. */
  int type(int at) {
    return match(TYPE, at);
  }

  int operator(int at) {
    return Math.max(at + 1, match(OPERATOR, at));
  }

  /** The end of a key of a hashtable; the place itself if there is no key. */
  int key(int at) {
    int end = name(at);
    return peek(blanks(end)) == '=' ? end : at;
  }

  private int match(Pattern pattern, int at) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    return matcher.lookingAt() ? matcher.end() : at;
  }

  private int behind(String end, int from) {
    int found = text.indexOf(end, Math.min(from, text.length()));
    return found < 0 ? text.length() : found + end.length();
  }

  private char peek(int at) {
    return at < text.length() ? text.charAt(at) : Chars.END;
  }
}
