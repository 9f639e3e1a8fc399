package dev.freehold.powershell.syntax;

import java.util.Locale;

/** Variables as they are written. */
final class VariableSyntax {

  private final Cursor in;

  VariableSyntax(Cursor in) {
    this.in = in;
  }

  /** Tells whether a variable starts here; a lone dollar sign is text. */
  boolean atVariable() {
    char c = in.peek(1);
    return in.peek() == '$' && (Chars.isName(c) || c == '{' || c == '$' || c == '^' || c == '?');
  }

  /** Reads a variable at its dollar sign. */
  Expression.Variable variable() {
    int start = in.at();
    in.countToken();
    in.next();
    if (in.peek() == '{') {
      return braced(start);
    }
    if (!Chars.isName(in.peek())) {
      char special = in.next();
      return new Expression.Variable(in.from(start), "", String.valueOf(special));
    }
    String first = word();
    if (in.peek() != ':' || in.peek(1) == ':') {
      return new Expression.Variable(in.from(start), "", first);
    }
    if (!Chars.isName(in.peek(1))) {
      throw in.error(
          "InvalidVariableReferenceWithDrive",
          "Variable reference is not valid. ':' was not followed by a valid variable name"
              + " character. Consider using ${} to delimit the name.",
          new Span(start, in.at() + 1));
    }
    in.next();
    String name = word();
    return new Expression.Variable(in.from(start), first.toLowerCase(Locale.ROOT), name);
  }

  /** Reads the variable of a splatting argument at its {@code @}. */
  Expression.Variable splatted() {
    int start = in.at();
    in.countToken();
    in.next();
    String name = word();
    return new Expression.Variable(in.from(start), "", name);
  }

  private String word() {
    int start = in.at();
    while (Chars.isName(in.peek()) || in.peek() == '?') {
      in.next();
    }
    return in.text().substring(start, in.at());
  }

  private Expression.Variable braced(int start) {
    in.next();
    StringBuilder name = new StringBuilder();
    while (!in.atEnd() && in.peek() != '}') {
      if (in.peek() == '`' && in.peek(1) != Chars.END) {
        in.next();
      }
      name.append(in.next());
    }
    if (in.atEnd()) {
      throw in.incomplete(
          "IncompleteDollarVariableReference",
          "The variable reference is missing its closing '}'.",
          in.from(start));
    }
    in.next();
    if (name.isEmpty()) {
      throw in.error(
          "EmptyVariableReference", "Braced variable name cannot be empty.", in.from(start));
    }
    int colon = name.indexOf(":");
    return colon <= 0
        ? new Expression.Variable(in.from(start), "", name.toString())
        : new Expression.Variable(
            in.from(start),
            name.substring(0, colon).toLowerCase(Locale.ROOT),
            name.substring(colon + 1));
  }
}
