package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of statements, assignments, and the choice between the kinds of statements. */
final class StatementSyntax {

  private final Grammar grammar;
  private final Cursor in;

  StatementSyntax(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /**
   * Reads statements up to what closes them, which stays unread.
   *
   * @param closer a bracket, or {@link Chars#END}
   */
  List<Statement> list(char closer) {
    List<Statement> statements = new ArrayList<>();
    in.skipSeparators();
    while (!in.atEnd() && in.peek() != closer) {
      statements.add(statement());
      in.skipBlanks();
      char c = in.peek();
      if (c != ';' && c != closer && !in.atEnd() && !Chars.isNewline(c)) {
        throw in.unexpected();
      }
      in.skipSeparators();
    }
    return List.copyOf(statements);
  }

  /** Reads one statement of any kind. */
  Statement statement() {
    in.enter();
    Optional<Statement> keyword =
        in.peek() == ':' && Chars.isNameStart(in.peek(1))
            ? Optional.of(grammar.controlFlow.labelled())
            : grammar.controlFlow.statement(keyword());
    Statement statement = keyword.isPresent() ? keyword.get() : simple();
    in.leave();
    return statement;
  }

  /** The word here if a keyword can be one: in lower case, empty if it is no plain word. */
  String keyword() {
    int end = 0;
    while (Chars.isNameStart(in.peek(end))) {
      end++;
    }
    char after = in.peek(end);
    boolean ends = Chars.endsWord(after) || after == '[' || after == '$' || after == '"';
    return end > 0 && ends
        ? in.text().substring(in.at(), in.at() + end).toLowerCase(Locale.ROOT)
        : "";
  }

  /** Reads an assignment or a pipeline. */
  Statement simple() {
    if (!grammar.expressions.atExpression()) {
      return grammar.commands.chain();
    }
    Expression expression = grammar.expressions.expression();
    in.skipBlanks();
    int length = assignmentLength();
    return length == 0 ? grammar.commands.chain(expression) : assignment(expression, length);
  }

  private int assignmentLength() {
    char c = in.peek();
    if (c == '=') {
      return 1;
    }
    if (in.looksAt("??=")) {
      return 3;
    }
    boolean combines = c == '+' || c == '*' || c == '/' || c == '%' || Chars.isDash(c);
    return combines && in.peek(1) == '=' ? 2 : 0;
  }

  private Statement assignment(Expression target, int length) {
    if (!isTarget(target)) {
      throw in.error(
          "InvalidLeftHandSide",
          "The assignment expression is not valid. The input to an assignment operator must be an"
              + " object that is able to accept assignments, such as a variable or a property.",
          target.span());
    }
    in.enter();
    String written = in.text().substring(in.at(), in.at() + length);
    Optional<BinaryOperator> operator = length == 1 ? Optional.empty() : combining(in.peek());
    in.moveTo(in.at() + length);
    in.skipLines();
    Statement value = value(written);
    in.leave();
    return new Statement.Assignment(target.span().to(value.span()), target, operator, value);
  }

  /** Reads what an assignment or a hashtable's key takes: any statement that gives values. */
  Statement value(String after) {
    Optional<Statement> keyword = grammar.controlFlow.valued(keyword());
    if (keyword.isPresent()) {
      return keyword.get();
    }
    char c = in.peek();
    if (Chars.endsWord(c) && !grammar.expressions.atExpression() && c != '&') {
      throw in.missing(
          "ExpectedValueExpression",
          "You must provide a value expression following the '%s' operator.".formatted(after));
    }
    return simple();
  }

  private static Optional<BinaryOperator> combining(char c) {
    return Optional.of(
        switch (c) {
          case '+' -> BinaryOperator.ADD;
          case '*' -> BinaryOperator.MULTIPLY;
          case '/' -> BinaryOperator.DIVIDE;
          case '%' -> BinaryOperator.REMAINDER;
          case '?' -> BinaryOperator.COALESCE;
          default -> BinaryOperator.SUBTRACT;
        });
  }

  private static boolean isTarget(Expression expression) {
    return switch (expression) {
      case Expression.Variable variable -> true;
      case Expression.Member member -> true;
      case Expression.Index index -> true;
      case Expression.Cast cast -> isTarget(cast.operand());
      case Expression.ArrayLiteral array ->
          array.elements().stream().allMatch(StatementSyntax::isTarget);
      default -> false;
    };
  }
}
