package dev.freehold.powershell.syntax;

import dev.freehold.powershell.value.scalar.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values and what is accessed through them. */
final class Primaries {

  /** A number; what follows must not go on like a word. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:0x[0-9a-f]{1,16}+l?|(?:\\d{1,300}+(?:\\.\\d{1,300}+)?|\\.\\d{1,300}+)(?:e[+-]?\\d{1,4})?[ld]?)"
              + "(?:[kmgtp]b)?(?![\\p{L}_\\d])",
          Pattern.CASE_INSENSITIVE);

  private final Grammar grammar;
  private final Cursor in;

  Primaries(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Tells whether a value starts here, operators before it aside. */
  boolean atPrimary() {
    char c = in.peek();
    return switch (c) {
      case '(', '[', '{' -> true;
      case '$' -> in.peek(1) == '(' || grammar.names.atVariable();
      case '@' -> in.peek(1) == '(' || in.peek(1) == '{' || atSplat() || hereString();
      default -> grammar.strings.atQuote() || number().isPresent();
    };
  }

  private boolean hereString() {
    return grammar.strings.atHereString();
  }

  private boolean atSplat() {
    return in.peek() == '@' && Chars.isName(in.peek(1));
  }

  /** Reads a value with the accesses behind it. */
  Expression accessed() {
    return access(primary(), true);
  }

  /** Reads a value alone. */
  Expression primary() {
    int start = in.at();
    in.countToken();
    if (grammar.strings.atQuote()) {
      return grammar.strings.quoted();
    }
    if (hereString()) {
      return grammar.strings.hereString();
    }
    return switch (in.peek()) {
      case '$' -> in.peek(1) == '(' ? subExpression() : variable();
      case '(' -> paren();
      case '{' -> {
        ScriptBody block = grammar.blocks.braces();
        yield new Expression.BlockLiteral(in.from(start), block);
      }
      case '@' -> at();
      case '[' -> {
        String type = grammar.types.bracketed();
        yield new Expression.TypeLiteral(in.from(start), type);
      }
      default -> numberLiteral();
    };
  }

  private Expression variable() {
    if (!grammar.names.atVariable()) {
      throw in.unexpected();
    }
    return grammar.names.variable();
  }

  private Expression at() {
    int start = in.at();
    if (in.peek(1) == '(') {
      in.moveTo(start + 2);
      List<Statement> inside = closedStatements();
      return new Expression.ArrayExpression(in.from(start), inside);
    }
    if (in.peek(1) == '{') {
      return grammar.hashtables.hashtable();
    }
    if (atSplat()) {
      Expression.Variable variable = grammar.names.splatted();
      throw in.error(
          "SplattingNotPermitted",
          ("The splatting operator '@' cannot be used to reference variables in an expression."
                  + " '@%1$s' can be used only as an argument to a command. To reference variables"
                  + " in an expression use '$%1$s'.")
              .formatted(variable.name()),
          variable.span());
    }
    throw in.error("UnrecognizedToken", "Unrecognized token in source text.", in.here());
  }

  /** Reads {@code $( )} at its dollar sign. */
  Expression subExpression() {
    int start = in.at();
    in.moveTo(start + 2);
    List<Statement> inside = closedStatements();
    return new Expression.SubExpression(in.from(start), inside);
  }

  private List<Statement> closedStatements() {
    in.enter();
    List<Statement> inside = grammar.statements.list(')');
    if (in.atEnd()) {
      throw in.incomplete(
          "MissingEndParenthesisInSubexpression",
          "Missing closing ')' in subexpression.",
          in.here());
    }
    in.next();
    in.leave();
    return inside;
  }

  private Expression paren() {
    int start = in.at();
    in.enter();
    in.next();
    in.skipLines();
    if (in.atEnd() || in.peek() == ')') {
      throw new SyntaxProblem(
          List.of(
              new ParseError(
                  "ExpectedExpression", "An expression was expected after '('.", in.here())),
          in.atEnd());
    }
    Statement inside = grammar.statements.simple();
    in.skipLines();
    if (in.atEnd()) {
      throw in.incomplete(
          "MissingEndParenthesisInExpression", "Missing closing ')' in expression.", in.here());
    }
    if (in.peek() != ')') {
      throw in.unexpected();
    }
    in.next();
    in.leave();
    return new Expression.Paren(in.from(start), inside);
  }

  private Optional<Span> number() {
    char c = in.peek();
    if (!Chars.isDigit(c) && !(c == '.' && Chars.isDigit(in.peek(1)))) {
      return Optional.empty();
    }
    Matcher matcher = NUMBER.matcher(in.text()).region(in.at(), in.text().length());
    matcher.useTransparentBounds(true);
    return matcher.lookingAt()
        ? Optional.of(new Span(matcher.start(), matcher.end()))
        : Optional.empty();
  }

  private Expression numberLiteral() {
    Optional<Span> found = number();
    if (found.isEmpty()) {
      throw in.unexpected();
    }
    String written = in.text().substring(found.get().start(), found.get().end());
    Optional<Object> value = Numbers.parse(written);
    if (value.isEmpty()) {
      throw in.error(
          "BadNumericConstant",
          "The numeric constant %s is not valid.".formatted(written),
          found.get());
    }
    in.moveTo(found.get().end());
    return new Expression.Numeral(found.get(), value.get(), written);
  }

  /**
   * Reads accesses directly behind a value.
   *
   * @param counts whether {@code ++} and {@code --} are taken, which arguments do not do
   */
  Expression access(Expression target, boolean counts) {
    Expression result = target;
    for (int links = 1; ; links++) {
      Optional<Expression> next = accessOnce(result, counts);
      if (next.isEmpty()) {
        return result;
      }
      in.requireChain(links);
      result = next.get();
    }
  }

  private Optional<Expression> accessOnce(Expression target, boolean counts) {
    int start = target.span().start();
    char c = in.peek();
    if (c == '.' && atMemberName(1)) {
      in.next();
      return Optional.of(member(target, start, false));
    }
    if (c == ':' && in.peek(1) == ':') {
      in.moveTo(in.at() + 2);
      if (!atMemberName(0)) {
        throw in.missing("MissingPropertyName", "Missing property name after reference operator.");
      }
      return Optional.of(member(target, start, true));
    }
    if (c == '[') {
      return Optional.of(index(target, start));
    }
    if (c == '?' && ((in.peek(1) == '.' && atMemberName(2)) || in.peek(1) == '[')) {
      in.moveTo(in.at() + (in.peek(1) == '.' ? 2 : 1));
      Expression.Access access =
          in.peek() == '[' ? index(target, start) : member(target, start, false);
      return Optional.of(new Expression.UnlessNull(in.from(start), access));
    }
    if (counts && isDoubled('+')) {
      in.moveTo(in.at() + 2);
      return Optional.of(new Expression.Increment(in.from(start), target, 1, false));
    }
    if (counts && isDoubled('-')) {
      in.moveTo(in.at() + 2);
      return Optional.of(new Expression.Increment(in.from(start), target, -1, false));
    }
    return Optional.empty();
  }

  private boolean isDoubled(char c) {
    return in.peek() == c && in.peek(1) == c;
  }

  private boolean atMemberName(int ahead) {
    char c = in.peek(ahead);
    return Chars.isName(c)
        || c == '$'
        || c == '('
        || Chars.isSingleQuote(c)
        || Chars.isDoubleQuote(c);
  }

  private Expression.Access member(Expression target, int start, boolean isStatic) {
    Expression name = memberName();
    if (in.peek() != '(') {
      return new Expression.Member(in.from(start), target, name, isStatic);
    }
    List<Expression> arguments = arguments();
    return new Expression.Invoke(in.from(start), target, name, arguments, isStatic);
  }

  private Expression memberName() {
    int start = in.at();
    if (!Chars.isName(in.peek())) {
      return primary();
    }
    while (Chars.isName(in.peek())) {
      in.next();
    }
    return new Expression.Text(in.from(start), in.text().substring(start, in.at()));
  }

  /** Reads the arguments of a method, or of an attribute, in their parentheses. */
  List<Expression> arguments() {
    in.enter();
    in.next();
    List<Expression> arguments = new ArrayList<>();
    in.skipLines();
    while (in.peek() != ')') {
      if (!arguments.isEmpty()) {
        if (in.peek() != ',') {
          throw in.missing("MissingEndParenthesisInMethodCall", "Missing ')' in method call.");
        }
        in.next();
        in.skipLines();
      }
      if (in.atEnd() || in.peek() == ')') {
        throw in.missing("MissingExpressionAfterToken", "Missing expression after ','.");
      }
      arguments.add(grammar.expressions.withoutCommas());
      in.skipLines();
    }
    in.next();
    in.leave();
    return arguments;
  }

  private Expression.Access index(Expression target, int start) {
    in.enter();
    in.next();
    in.skipLines();
    if (in.atEnd() || in.peek() == ']') {
      throw in.missing(
          "MissingArrayIndexExpression", "Array index expression is missing or not valid.");
    }
    Expression index = grammar.expressions.expression();
    in.skipLines();
    if (in.peek() != ']') {
      throw in.missing("MissingEndSquareBracket", "Missing ']' after array index expression.");
    }
    in.next();
    in.leave();
    return new Expression.Index(in.from(start), target, index);
  }
}
