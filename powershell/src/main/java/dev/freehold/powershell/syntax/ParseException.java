package dev.freehold.powershell.syntax;

import java.util.List;

/** A text is not valid; none of it was run. */
public final class ParseException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient SourceText source;
  private final transient List<ParseError> errors;
  private final boolean incomplete;

  ParseException(SourceText source, List<ParseError> errors, boolean incomplete) {
    super(errors.getFirst().message());
    this.source = source;
    this.errors = List.copyOf(errors);
    this.incomplete = incomplete;
  }

  /** The text that was read. */
  public SourceText source() {
    return source;
  }

  /** What is wrong, in the order of the text; at least one. */
  public List<ParseError> errors() {
    return errors;
  }

  /** Tells whether more text could make it right: a prompt then asks for another line. */
  public boolean isIncomplete() {
    return incomplete;
  }

  /** The line of the first error, counted from 1. */
  public int line() {
    return source.line(errors.getFirst().span().start());
  }

  /** The place of the first error in its line, counted from 1. */
  public int column() {
    return source.column(errors.getFirst().span().start());
  }
}
