package dev.freehold.powershell.format;

import java.time.Duration;

/** Limits and sizes of output. */
public final class FormatLimits {

  /** How wide output is when there is no terminal to ask. */
  public static final int DEFAULT_WIDTH_CHARS = 120;

  /** How many elements of a collection are shown unless {@code $FormatEnumerationLimit} says so. */
  public static final int DEFAULT_ENUMERATION_LIMIT = 4;

  /** How long rows are kept back to find the widths of columns that have none. */
  static final Duration MAX_ROW_DELAY = Duration.ofMillis(300);

  /** With how many properties an object without a view is still a row of a table. */
  static final int MAX_TABLE_PROPERTIES = 4;

  /** How many columns a table has at most for which none were asked. */
  static final int MAX_DEFAULT_COLUMNS = 10;

  /** Digits after the point of real numbers in tables. */
  static final int TABLE_DECIMALS = 2;

  /** Below this width nothing sensible can be shown. */
  static final int MIN_WIDTH_CHARS = 5;

  private FormatLimits() {}
}
