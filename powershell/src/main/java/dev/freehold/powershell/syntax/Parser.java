package dev.freehold.powershell.syntax;

/** Parses scripts. */
public final class Parser {

  private Parser() {}

  /**
   * Reads a whole text; time and memory are proportional to its length, within {@link
   * SyntaxLimits}.
   *
   * @throws ParseException if it is not of the language or beyond a limit
   */
  public static ScriptBody parse(SourceText source) throws ParseException {
    try {
      return new Grammar(source).blocks.script();
    } catch (SyntaxProblem e) {
      throw new ParseException(source, e.errors(), e.isIncomplete());
    }
  }
}
