package dev.freehold.powershell.syntax;

import java.util.List;
import java.util.Optional;

/** One part of a pipeline. */
public sealed interface Element {

  /** Where it stands. */
  Span span();

  /** Where its streams go. */
  List<Redirection> redirections();

  /** A value at the start of a pipeline. */
  record Value(Span span, Expression expression, List<Redirection> redirections)
      implements Element {}

  /** A command with its arguments. */
  record Command(
      Span span,
      Call call,
      Expression name,
      List<Argument> arguments,
      List<Redirection> redirections)
      implements Element {}

  /** How a command is called. */
  enum Call {
    /** By its name. */
    NAMED,
    /** By {@code &}, in its own scope. */
    AMPERSAND,
    /** By {@code .}, in the caller's scope. */
    DOT
  }

  /** An argument of a command. */
  sealed interface Argument {

    /** Where it stands. */
    Span span();

    /**
     * A token that names a parameter.
     *
     * @param name without the dash
     * @param value what follows a colon
     */
    record Named(Span span, String name, Optional<Expression> value) implements Argument {}

    /** A value. */
    record Positional(Span span, Expression value) implements Argument {}

    /** A variable whose hashtable or array gives arguments. */
    record Splat(Span span, Expression.Variable variable) implements Argument {}
  }

  /**
   * Where a stream goes.
   *
   * @param stream 1 to 6; 0 for all
   * @param target a file name; absent if the stream goes into the first one
   */
  record Redirection(Span span, int stream, boolean append, Optional<Expression> target) {}
}
