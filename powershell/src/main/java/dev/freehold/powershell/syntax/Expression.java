package dev.freehold.powershell.syntax;

import java.util.List;
import java.util.Optional;

/** A part of a script that has a value. */
public sealed interface Expression {

  /** Where it stands. */
  Span span();

  /** A string that is taken as it is. */
  record Text(Span span, String value) implements Expression {}

  /**
   * A number.
   *
   * @param value Integer, Long, Double or BigDecimal
   * @param written as the script has it, for where a string is wanted: {@code 001}
   */
  record Numeral(Span span, Object value, String written) implements Expression {}

  /** A string made of texts and values. */
  record Expandable(Span span, List<Expression> parts) implements Expression {}

  /**
   * A variable.
   *
   * @param scope what stands before the colon, in lower case; empty if there is none
   */
  record Variable(Span span, String scope, String name) implements Expression {}

  /** A type in brackets by itself. */
  record TypeLiteral(Span span, String typeName) implements Expression {}

  /** A value made into a type. */
  record Cast(Span span, String typeName, Expression operand) implements Expression {}

  /** What asks a value for something. */
  sealed interface Access extends Expression {

    /** The value that is asked. */
    Expression target();
  }

  /** A property: {@code target.name} or {@code [type]::name}. */
  record Member(Span span, Expression target, Expression name, boolean isStatic)
      implements Access {}

  /** A method call. */
  record Invoke(
      Span span, Expression target, Expression name, List<Expression> arguments, boolean isStatic)
      implements Access {}

  /** An access by index. */
  record Index(Span span, Expression target, Expression index) implements Access {}

  /** An operator before a value. */
  record Unary(Span span, UnaryOperator operator, Expression operand) implements Expression {}

  /**
   * {@code ++} or {@code --}.
   *
   * @param by 1 or -1
   * @param before whether the operator stands before its target
   */
  record Increment(Span span, Expression target, int by, boolean before) implements Expression {}

  /** An operator between two values. */
  record Binary(
      Span span, BinaryOperator operator, boolean caseSensitive, Expression left, Expression right)
      implements Expression {}

  /** {@code condition ? yes : no}; only the one that is wanted is evaluated. */
  record Ternary(Span span, Expression condition, Expression yes, Expression no)
      implements Expression {}

  /**
   * An access that gives null for null: {@code ${x}?.name} or {@code ${x}?[0]}.
   *
   * @param access what is asked of a target that is not null
   */
  record UnlessNull(Span span, Access access) implements Expression {}

  /** Values joined by commas. */
  record ArrayLiteral(Span span, List<Expression> elements) implements Expression {}

  /** A statement in parentheses. */
  record Paren(Span span, Statement statement) implements Expression {}

  /** Statements in {@code $( )}. */
  record SubExpression(Span span, List<Statement> statements) implements Expression {}

  /** Statements in {@code @( )}: always an array. */
  record ArrayExpression(Span span, List<Statement> statements) implements Expression {}

  /** {@code @{ }}. */
  record Hashtable(Span span, List<Entry> entries) implements Expression {}

  /** A key of a hashtable and the statement that makes its value. */
  record Entry(Expression key, Statement value) {}

  /** A block in braces as a value. */
  record BlockLiteral(Span span, ScriptBody block) implements Expression {}

  /** The name if this is a variable without a scope. */
  default Optional<String> plainVariable() {
    return this instanceof Variable variable && variable.scope().isEmpty()
        ? Optional.of(variable.name())
        : Optional.empty();
  }
}
