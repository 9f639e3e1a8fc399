package dev.freehold.powershell.syntax;

import dev.freehold.powershell.value.scalar.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arguments of commands, where most characters stand for themselves. */
final class Words {

  private final Grammar grammar;
  private final Cursor in;

  Words(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Tells whether an argument can start here. */
  boolean atArgument() {
    char c = in.peek();
    return !Chars.endsWord(c) || c == '(' || c == '{';
  }

  /** Reads values joined by commas, or one alone. */
  Expression list() {
    Expression first = argument();
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (true) {
      int before = in.at();
      in.skipBlanks();
      if (in.peek() != ',') {
        in.moveTo(before);
        break;
      }
      in.next();
      in.skipLines();
      if (!atArgument()) {
        throw missingArgument();
      }
      elements.add(argument());
    }
    return elements.size() == 1
        ? first
        : new Expression.ArrayLiteral(
            first.span().to(elements.getLast().span()), List.copyOf(elements));
  }

  SyntaxProblem missingArgument() {
    return in.missing("MissingArgument", "Missing argument in parameter list.");
  }

  /** Reads one value. */
  Expression argument() {
    in.countToken();
    return switch (in.peek()) {
      case '$' -> dollar();
      case '(', '{' -> accessed();
      case '@' -> in.peek(1) == '(' || in.peek(1) == '{' || hereString() ? accessed() : word();
      case '<' ->
          throw in.error(
              "RedirectionNotSupported", "The '<' operator is reserved for future use.", in.here());
      default -> grammar.strings.atQuote() ? accessed() : word();
    };
  }

  private boolean hereString() {
    return grammar.strings.atHereString();
  }

  private Expression accessed() {
    return grammar.primaries.access(grammar.primaries.primary(), false);
  }

  /** A variable with accesses, or the start of a word such as {@code $home/x}. */
  private Expression dollar() {
    if (in.peek(1) == '(') {
      return accessed();
    }
    if (!grammar.names.atVariable()) {
      return word();
    }
    int start = in.at();
    Expression variable = grammar.names.variable();
    char c = in.peek();
    boolean accessed =
        (c == '.' && (Chars.isName(in.peek(1)) || in.peek(1) == '$' || in.peek(1) == '('))
            || c == '['
            || in.looksAt("::");
    if (accessed) {
      return grammar.primaries.access(variable, false);
    }
    if (Chars.endsWord(c)) {
      return variable;
    }
    in.moveTo(start);
    return word();
  }

  /** Reads a word; one that looks like a number is a number. */
  Expression word() {
    int start = in.at();
    StringParts parts = new StringParts();
    while (!Chars.endsWord(in.peek())) {
      char c = in.peek();
      if (c == '`') {
        parts.quoted();
        grammar.strings.escape(parts);
      } else if (c == '$') {
        grammar.strings.dollar(parts);
      } else if (grammar.strings.atQuote()) {
        grammar.strings.quotedInto(parts);
      } else {
        int at = in.at();
        parts.add(in.next(), at);
      }
    }
    if (in.at() == start) {
      throw in.unexpected();
    }
    Span span = in.from(start);
    Expression word = parts.finish(span);
    return parts.isPlain() && word instanceof Expression.Text text
        ? number(span, text.value()).orElse(word)
        : word;
  }

  private static Optional<Expression> number(Span span, String written) {
    char first = written.charAt(0);
    if (!Chars.isDigit(first) && first != '-' && first != '.') {
      return Optional.empty();
    }
    return Numbers.parse(written).map(value -> new Expression.Numeral(span, value, written));
  }
}
