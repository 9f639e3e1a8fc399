package dev.freehold.powershell.syntax;

import java.util.List;

/** Carries errors out of the parser's methods; {@link Parser} makes the checked exception of it. */
final class SyntaxProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ParseError> errors;
  private final boolean incomplete;

  SyntaxProblem(List<ParseError> errors, boolean incomplete) {
    super(errors.getFirst().message(), null, false, false);
    this.errors = List.copyOf(errors);
    this.incomplete = incomplete;
  }

  List<ParseError> errors() {
    return errors;
  }

  boolean isIncomplete() {
    return incomplete;
  }
}
