package dev.freehold.powershell.data.step;

/**
 * How CSV is written.
 *
 * @param delimiter between fields
 * @param quotes when to put fields in quotes
 * @param typeLine whether to begin with a line {@code #TYPE}
 */
public record CsvStyle(char delimiter, Quotes quotes, boolean typeLine) {

  /** When to put fields in quotes. */
  public enum Quotes {
    /** All of them. */
    ALWAYS,
    /** Those that could not be read back otherwise. */
    AS_NEEDED,
    /** None; such a file may not be readable. */
    NEVER
  }

  /** What Export-Csv does when nothing else is asked for. */
  public static final CsvStyle DEFAULT = new CsvStyle(',', Quotes.ALWAYS, false);
}
