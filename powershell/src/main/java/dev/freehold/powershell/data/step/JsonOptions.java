package dev.freehold.powershell.data.step;

/**
 * How JSON is written.
 *
 * @param depth how many levels below the outermost to write; deeper objects become strings
 * @param compress whether to write one line without spaces
 */
public record JsonOptions(int depth, boolean compress) {

  /** How deep ConvertTo-Json goes when nothing is said. */
  public static final int DEFAULT_DEPTH = 2;

  /** How deep it may be told to go. */
  public static final int MAX_DEPTH = 100;

  /** What ConvertTo-Json does when nothing else is asked for. */
  public static final JsonOptions DEFAULT = new JsonOptions(DEFAULT_DEPTH, false);
}
