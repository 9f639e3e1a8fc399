package dev.freehold.powershell.syntax;

import java.util.List;
import java.util.Optional;

/** A statement of a script. */
public sealed interface Statement {

  /** Where it stands. */
  Span span();

  /** Commands or one value, each element's output going into the next. */
  record Pipeline(Span span, List<Element> elements) implements Statement {}

  /** {@code left && right}: the right one runs if the left one succeeded; {@code ||}: if not. */
  record Chain(Span span, Statement left, boolean ifSucceeded, Statement right)
      implements Statement {}

  /**
   * Sets variables, properties or elements.
   *
   * @param operator what combines the old value and the new; empty for plain {@code =}
   */
  record Assignment(
      Span span, Expression target, Optional<BinaryOperator> operator, Statement value)
      implements Statement {}

  /** The first clause whose condition holds, or the last part. */
  record If(Span span, List<Clause> clauses, Optional<List<Statement>> otherwise)
      implements Statement {}

  /** A condition and what it guards. */
  record Clause(Statement condition, List<Statement> body) {}

  /** What {@code break} leaves. */
  sealed interface Loop extends Statement {}

  /** A loop over values. */
  record Foreach(Span span, Expression.Variable variable, Statement values, List<Statement> body)
      implements Loop {}

  /** A loop with start, condition and step. */
  record For(
      Span span,
      Optional<Statement> start,
      Optional<Statement> condition,
      Optional<Statement> step,
      List<Statement> body)
      implements Loop {}

  /** A loop that asks before each round. */
  record While(Span span, Statement condition, List<Statement> body) implements Loop {}

  /** A loop that asks after each round, and goes on while, or until, the condition holds. */
  record DoLoop(Span span, List<Statement> body, boolean until, Statement condition)
      implements Loop {}

  /** Compares values with cases. */
  record Switch(
      Span span,
      SwitchKind kind,
      boolean caseSensitive,
      Statement values,
      List<Case> cases,
      Optional<List<Statement>> otherwise)
      implements Loop {}

  /** How a switch compares. */
  enum SwitchKind {
    EXACT,
    WILDCARD,
    REGEX
  }

  /** A case of a switch; a block as its condition is run. */
  record Case(Expression condition, List<Statement> body) {}

  /** A loop, or a switch, with a name that {@code break} and {@code continue} can use. */
  record Labelled(Span span, String label, Loop loop) implements Statement {}

  /** Leaves the nearest loop, or the one of a label. */
  record Break(Span span, Optional<String> label) implements Statement {}

  /** Goes on with the next round of the nearest loop, or of the one of a label. */
  record Continue(Span span, Optional<String> label) implements Statement {}

  /** Leaves a function, script or block. */
  record Return(Span span, Optional<Statement> value) implements Statement {}

  /** Ends the shell or the script with a code. */
  record Exit(Span span, Optional<Statement> code) implements Statement {}

  /** Raises an error. */
  record Throw(Span span, Optional<Statement> value) implements Statement {}

  /** Statements with what to do about their errors. */
  record Try(
      Span span, List<Statement> body, List<Catch> catches, Optional<List<Statement>> finalizer)
      implements Statement {}

  /** What to do about errors of some types; of all, if it names none. */
  record Catch(List<String> typeNames, List<Statement> body) {}

  /** Defines a function. */
  record Function(Span span, String name, ScriptBody block) implements Statement {}
}
