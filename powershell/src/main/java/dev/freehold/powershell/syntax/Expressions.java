package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Operators, by their precedence. */
final class Expressions {

  /** An operator between values, and how many characters it takes. */
  private record Found(BinaryOperator.Named named, int length) {}

  private final Grammar grammar;
  private final Cursor in;

  Expressions(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Tells whether a statement that starts here is a value rather than a command. */
  boolean atExpression() {
    char c = in.peek();
    return Chars.isDash(c) || c == '!' || c == '+' || c == ',' || grammar.primaries.atPrimary();
  }

  Expression expression() {
    return ternary(climb(BinaryOperator.LOWEST_LEVEL, true), true);
  }

  /** An expression where commas separate it from the next one. */
  Expression withoutCommas() {
    return ternary(climb(BinaryOperator.LOWEST_LEVEL, false), false);
  }

  /** What stands behind a condition, if it is one: {@code ? yes : no}. */
  private Expression ternary(Expression condition, boolean commas) {
    int before = in.at();
    in.skipBlanks();
    if (in.peek() != '?' || in.peek(1) == '?' || in.peek(1) == '.' || in.peek(1) == '[') {
      in.moveTo(before);
      return condition;
    }
    in.enter();
    in.next();
    Expression yes = branch("?", commas);
    in.skipLines();
    if (in.peek() != ':') {
      throw in.missing("MissingColonInTernaryExpression", "Missing ':' in the ternary expression.");
    }
    in.next();
    Expression no = branch(":", commas);
    in.leave();
    return new Expression.Ternary(condition.span().to(no.span()), condition, yes, no);
  }

  private Expression branch(String after, boolean commas) {
    in.skipLines();
    if (!atExpression()) {
      throw in.missing(
          "ExpectedValueExpression",
          "You must provide a value expression following the '%s' operator.".formatted(after));
    }
    return ternary(climb(BinaryOperator.LOWEST_LEVEL, commas), commas);
  }

  private Expression climb(int least, boolean commas) {
    Expression left = array(commas);
    for (int links = 1; ; links++) {
      int before = in.at();
      in.skipBlanks();
      Optional<Found> found = operator();
      if (found.isEmpty() || found.get().named().operator().level() < least) {
        in.moveTo(before);
        return left;
      }
      in.requireChain(links);
      String written = in.text().substring(in.at(), in.at() + found.get().length());
      in.moveTo(in.at() + found.get().length());
      in.skipLines();
      if (!atExpression()) {
        throw in.missing(
            "ExpectedValueExpression",
            "You must provide a value expression following the '%s' operator.".formatted(written));
      }
      BinaryOperator operator = found.get().named().operator();
      Expression right = climb(operator.level() + 1, commas);
      left =
          new Expression.Binary(
              left.span().to(right.span()),
              operator,
              found.get().named().caseSensitive(),
              left,
              right);
    }
  }

  private Optional<Found> operator() {
    char c = in.peek();
    if (Chars.isDash(c) && Chars.isNameStart(in.peek(1))) {
      String word = wordAfterDash();
      return BinaryOperator.named(word).map(named -> new Found(named, word.length() + 1));
    }
    if (in.looksAt("??") && in.peek(2) != '=') {
      return Optional.of(new Found(new BinaryOperator.Named(BinaryOperator.COALESCE, false), 2));
    }
    if (in.looksAt("..")) {
      return Optional.of(new Found(new BinaryOperator.Named(BinaryOperator.RANGE, false), 2));
    }
    BinaryOperator arithmetic =
        switch (c) {
          case '+' -> BinaryOperator.ADD;
          case '*' -> BinaryOperator.MULTIPLY;
          case '/' -> BinaryOperator.DIVIDE;
          case '%' -> BinaryOperator.REMAINDER;
          default -> Chars.isDash(c) ? BinaryOperator.SUBTRACT : null;
        };
    // "*>" redirects all streams, "+=" and its like assign.
    boolean none = arithmetic == null || in.peek(1) == '=' || (c == '*' && in.peek(1) == '>');
    return none
        ? Optional.empty()
        : Optional.of(new Found(new BinaryOperator.Named(arithmetic, false), 1));
  }

  private String wordAfterDash() {
    int end = 1;
    while (Chars.isName(in.peek(end))) {
      end++;
    }
    return in.text().substring(in.at() + 1, in.at() + end).toLowerCase(Locale.ROOT);
  }

  private Expression array(boolean commas) {
    Expression first = unary();
    if (!commas) {
      return first;
    }
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
      if (!atExpression()) {
        throw in.missing("MissingExpressionAfterToken", "Missing expression after ','.");
      }
      elements.add(unary());
    }
    return elements.size() == 1
        ? first
        : new Expression.ArrayLiteral(
            first.span().to(elements.getLast().span()), List.copyOf(elements));
  }

  private Expression unary() {
    in.enter();
    Expression result = operatorsAndOperand();
    in.leave();
    return result;
  }

  private Expression operatorsAndOperand() {
    char c = in.peek();
    if (Chars.isDash(c)) {
      return Chars.isDash(in.peek(1)) ? increment(-1) : dash();
    }
    return switch (c) {
      case '!' -> unary(UnaryOperator.NOT, 1);
      case '+' -> in.peek(1) == '+' ? increment(1) : unary(UnaryOperator.PLUS, 1);
      case ',' -> {
        int start = in.at();
        Expression only = operand(1);
        yield new Expression.ArrayLiteral(in.from(start), List.of(only));
      }
      case '[' -> bracket();
      default -> grammar.primaries.accessed();
    };
  }

  private Expression dash() {
    if (!Chars.isNameStart(in.peek(1))) {
      return unary(UnaryOperator.MINUS, 1);
    }
    String word = wordAfterDash();
    return switch (word) {
      case "not" -> unary(UnaryOperator.NOT, 4);
      case "bnot" -> unary(UnaryOperator.BIT_NOT, 5);
      case "join" -> unary(UnaryOperator.JOIN, 5);
      case "split" -> unary(UnaryOperator.SPLIT, 6);
      case "isplit", "csplit" -> unary(UnaryOperator.SPLIT, 7);
      default -> unary(UnaryOperator.MINUS, 1);
    };
  }

  private Expression unary(UnaryOperator operator, int length) {
    int start = in.at();
    Expression operand = operand(length);
    return new Expression.Unary(in.from(start), operator, operand);
  }

  private Expression operand(int operatorLength) {
    int start = in.at();
    in.moveTo(start + operatorLength);
    in.skipLines();
    if (atExpression()) {
      return unary();
    }
    ParseError missing =
        new ParseError(
            "MissingExpressionAfterOperator",
            "Missing expression after unary operator '%s'."
                .formatted(in.text().substring(start, start + operatorLength)),
            new Span(start, start + operatorLength));
    throw in.atEnd()
        ? new SyntaxProblem(List.of(missing), true)
        : new SyntaxProblem(List.of(missing, in.unexpected().errors().getFirst()), false);
  }

  private Expression increment(int by) {
    int start = in.at();
    Expression target = operand(2);
    return new Expression.Increment(in.from(start), target, by, true);
  }

  /** A type by itself, before a static member, or before a value to convert. */
  private Expression bracket() {
    int start = in.at();
    String type = grammar.types.bracketed();
    Expression literal = new Expression.TypeLiteral(in.from(start), type);
    if (in.looksAt("::")) {
      return grammar.primaries.access(literal, true);
    }
    int before = in.at();
    in.skipBlanks();
    if (!atCastOperand()) {
      in.moveTo(before);
      return literal;
    }
    Expression operand = unary();
    return new Expression.Cast(in.from(start), type, operand);
  }

  private boolean atCastOperand() {
    if (Chars.isDash(in.peek())) {
      return Chars.isDigit(in.peek(1)) || in.peek(1) == '$' || in.peek(1) == '(';
    }
    return in.peek() == '!' || grammar.primaries.atPrimary();
  }
}
