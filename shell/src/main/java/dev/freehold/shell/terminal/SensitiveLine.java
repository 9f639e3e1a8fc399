package dev.freehold.shell.terminal;

import dev.freehold.shell.syntax.Token;
import dev.freehold.shell.syntax.TokenKind;
import dev.freehold.shell.syntax.TokenScan;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells whether a line has a secret in it and so must not go into the history's file. The words are
 * those that PSReadLine looks for, and some more; a line with such a word is still kept if no
 * literal stands where the secret would.
 */
final class SensitiveLine {

  private static final Pattern WORD =
      Pattern.compile(
          "password|passphrase|asplaintext|token|apikey|secret|credential|accesskey|privatekey",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CONVERTER =
      Pattern.compile("ConvertTo-SecureString", Pattern.CASE_INSENSITIVE);

  /** Secrets that show by themselves. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "bearer\\s+\\S|eyJ[\\w-]{16,}\\.|-----BEGIN|[?&;](sig|code|token|password|secret)=\\S",
          Pattern.CASE_INSENSITIVE);

  private final String line;
  private final List<Token> tokens;

  private SensitiveLine(String line) {
    this.line = line;
    tokens = TokenScan.of(line);
  }

  static boolean is(String line) {
    if (LITERAL.matcher(line).find()) {
      return true;
    }
    boolean spoken = WORD.matcher(line).find() || CONVERTER.matcher(line).find();
    return spoken && new SensitiveLine(line).hasSecret();
  }

  private boolean hasSecret() {
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean named = WORD.matcher(text(token)).find();
      boolean found =
          switch (token.kind()) {
            case PARAMETER -> named && takesLiteral(at);
            case VARIABLE, MEMBER, TEXT -> named && isGivenLiteral(at);
            case TYPE -> named && hasLiteralBehind(at);
            case COMMAND -> CONVERTER.matcher(text(token)).matches() && hasLiteralBehind(at);
            case COMMENT, NUMBER, WORD, KEYWORD, OPERATOR, OPENING, CLOSING, SEPARATOR -> false;
          };
      if (found) {
        return true;
      }
    }
    // Beyond the bound of what is scanned nothing is known, so that it is not kept.
    return tokens.isEmpty();
  }

  private boolean hasLiteralBehind(int from) {
    return tokens.stream().skip(from + 1L).anyMatch(this::isLiteral);
  }

  /** A parameter with a literal behind it, or with brackets that hold one. */
  private boolean takesLiteral(int at) {
    if (at + 1 >= tokens.size()) {
      return false;
    }
    Token next = tokens.get(at + 1);
    return next.kind() == TokenKind.OPENING ? hasLiteralWithin(at + 1) : isLiteral(next);
  }

  private boolean hasLiteralWithin(int opening) {
    int depth = 0;
    boolean asks = false;
    for (int at = opening; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      depth += token.kind() == TokenKind.OPENING ? 1 : token.kind() == TokenKind.CLOSING ? -1 : 0;
      asks |= token.kind() == TokenKind.COMMAND && isSource(token);
      if (!asks && isLiteral(token)) {
        return true;
      }
      if (depth == 0) {
        return false;
      }
    }
    return false;
  }

  /** A variable, property or key that a literal is assigned to. */
  private boolean isGivenLiteral(int at) {
    int equals = at + 1;
    if (equals >= tokens.size() || !text(tokens.get(equals)).endsWith("=")) {
      return false;
    }
    for (int behind = equals + 1; behind < tokens.size(); behind++) {
      Token token = tokens.get(behind);
      boolean source = token.kind() == TokenKind.COMMAND && isSource(token);
      if (token.kind() == TokenKind.SEPARATOR || source) {
        return false;
      }
      if (isLiteral(token)) {
        return true;
      }
    }
    return false;
  }

  /** A command that gets a secret from elsewhere; its arguments are names. */
  private boolean isSource(Token command) {
    String name = text(command).toLowerCase(Locale.ROOT);
    return name.startsWith("get-") || name.equals("read-host");
  }

  private boolean isLiteral(Token token) {
    return switch (token.kind()) {
      case TEXT -> text(token).length() > 2;
      case WORD, NUMBER -> true;
      case COMMENT, VARIABLE, COMMAND, PARAMETER, KEYWORD, TYPE, MEMBER, OPERATOR -> false;
      case OPENING, CLOSING, SEPARATOR -> false;
    };
  }

  private String text(Token token) {
    return line.substring(token.span().start(), token.span().end());
  }
}
