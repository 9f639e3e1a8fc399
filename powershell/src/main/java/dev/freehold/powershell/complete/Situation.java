package dev.freehold.powershell.complete;

import dev.freehold.powershell.syntax.token.Token;
import dev.freehold.powershell.syntax.token.TokenKind;
import dev.freehold.powershell.syntax.token.TokenScan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Where in a command the cursor stands.
 *
 * @param text all before the cursor
 * @param typed the token that touches the cursor, if it can be completed
 * @param before the tokens before that
 * @param command the name of the command whose arguments are typed
 * @param arguments its arguments before the cursor, without what stands in brackets
 */
record Situation(
    String text,
    Optional<Token> typed,
    List<Token> before,
    Optional<String> command,
    List<Token> arguments) {

  /** A command and what follows it within the same brackets. */
  private static final class Part {
    private Optional<String> command = Optional.empty();
    private List<Token> arguments = new ArrayList<>();
  }

  static Situation of(String text) {
    List<Token> tokens = TokenScan.of(text);
    boolean touches =
        !tokens.isEmpty()
            && tokens.getLast().span().end() == text.length()
            && isTyped(tokens.getLast().kind());
    List<Token> before = touches ? tokens.subList(0, tokens.size() - 1) : tokens;
    Deque<Part> parts = new ArrayDeque<>(List.of(new Part()));
    for (Token token : before) {
      Part part = parts.peek();
      switch (token.kind()) {
        case SEPARATOR, KEYWORD -> restart(part);
        case COMMAND -> {
          restart(part);
          part.command = Optional.of(text.substring(token.span().start(), token.span().end()));
        }
        case OPENING -> {
          part.arguments.add(token);
          parts.push(new Part());
        }
        case CLOSING -> {
          if (parts.size() > 1) {
            parts.pop();
          }
        }
        case COMMENT, MEMBER -> {}
        case TEXT, VARIABLE, NUMBER, PARAMETER, WORD, TYPE, OPERATOR -> part.arguments.add(token);
      }
    }
    Part part = parts.peek();
    return new Situation(
        text,
        touches ? Optional.of(tokens.getLast()) : Optional.empty(),
        before,
        part.command,
        List.copyOf(part.arguments));
  }

  private static void restart(Part part) {
    part.command = Optional.empty();
    part.arguments = new ArrayList<>();
  }

  private static boolean isTyped(TokenKind kind) {
    return switch (kind) {
      case COMMENT, OPENING, CLOSING, SEPARATOR, OPERATOR -> false;
      case TEXT, VARIABLE, NUMBER, COMMAND, PARAMETER, WORD, KEYWORD, TYPE, MEMBER -> true;
    };
  }

  /** What was typed of the token at the cursor. */
  String prefix() {
    return typed.map(this::text).orElse("");
  }

  /** Where the token at the cursor starts. */
  int start() {
    return typed.map(token -> token.span().start()).orElse(text.length());
  }

  String text(Token token) {
    return text.substring(token.span().start(), token.span().end());
  }

  /** The token right before the one at the cursor, if no blank stands between. */
  Optional<Token> attached() {
    return before.isEmpty() || before.getLast().span().end() != start()
        ? Optional.empty()
        : Optional.of(before.getLast());
  }
}
