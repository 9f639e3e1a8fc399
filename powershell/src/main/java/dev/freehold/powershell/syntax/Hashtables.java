package dev.freehold.powershell.syntax;

import java.util.ArrayList;
import java.util.List;

/** {@code @{ }}. */
final class Hashtables {

  private final Grammar grammar;
  private final Cursor in;

  Hashtables(Grammar grammar) {
    this.grammar = grammar;
    in = grammar.in;
  }

  /** Reads a hashtable at its {@code @}. */
  Expression hashtable() {
    int start = in.at();
    in.enter();
    in.moveTo(start + 2);
    List<Expression.Entry> entries = new ArrayList<>();
    in.skipSeparators();
    while (in.peek() != '}') {
      if (in.atEnd()) {
        throw incompleteTable();
      }
      entries.add(entry());
      in.skipBlanks();
      char c = in.peek();
      if (c != '}' && c != ';' && !in.atEnd() && !Chars.isNewline(c)) {
        throw in.unexpected();
      }
      in.skipSeparators();
    }
    in.next();
    in.leave();
    return new Expression.Hashtable(in.from(start), List.copyOf(entries));
  }

  private Expression.Entry entry() {
    Expression key = key();
    in.skipBlanks();
    if (in.peek() != '=') {
      if (in.atEnd()) {
        throw incompleteTable();
      }
      throw in.error(
          "MissingEqualsInHashLiteral",
          "Missing '=' operator after key in hash literal.",
          in.here());
    }
    in.next();
    in.skipLines();
    if (in.atEnd() || in.peek() == '}' || in.peek() == ';') {
      throw in.missing(
          "MissingStatementInHashLiteral", "Missing statement after '=' in hash literal.");
    }
    return new Expression.Entry(key, grammar.statements.value("="));
  }

  private Expression key() {
    int start = in.at();
    if (grammar.expressions.atExpression() && !Chars.isDash(in.peek())) {
      return grammar.primaries.accessed();
    }
    in.countToken();
    while (!Chars.endsWord(in.peek()) && in.peek() != '=') {
      in.next();
    }
    if (in.at() == start) {
      throw in.unexpected();
    }
    return new Expression.Text(in.from(start), in.text().substring(start, in.at()));
  }

  private SyntaxProblem incompleteTable() {
    return in.incomplete("IncompleteHashLiteral", "The hash literal was incomplete.", in.here());
  }
}
