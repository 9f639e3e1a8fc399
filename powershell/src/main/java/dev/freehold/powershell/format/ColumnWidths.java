package dev.freehold.powershell.format;

/** The widths of a table's columns, with one space between them. */
final class ColumnWidths {

  /** A column that is left out because there is no room. */
  static final int HIDDEN = -1;

  private ColumnWidths() {}

  /**
   * Gives the columns without a width what is left, evenly and the first ones more; where all are
   * too wide together, the last ones shrink and then vanish.
   *
   * @param asked the width of each column, 0 if it has none
   * @param available the width of the table
   */
  static int[] fit(int[] asked, int available) {
    int[] widths = asked.clone();
    boolean someAreOpen = false;
    for (int at = 0; at < widths.length; at++) {
      if (asked[at] == 0) {
        widths[at] = 1;
        someAreOpen = true;
      }
    }
    int spare = available - total(widths);
    while (someAreOpen && spare > 0) {
      for (int at = 0; at < widths.length && spare > 0; at++) {
        if (asked[at] == 0) {
          widths[at]++;
          spare--;
        }
      }
    }
    trim(widths, available);
    return widths;
  }

  private static void trim(int[] widths, int available) {
    for (int last = widths.length - 1; last >= 0; last--) {
      int excess = total(widths) - available;
      if (excess <= 0) {
        return;
      }
      if (widths[last] - excess >= 1) {
        widths[last] -= excess;
        return;
      }
      widths[last] = HIDDEN;
    }
  }

  private static int total(int[] widths) {
    int sum = 0;
    int shown = 0;
    for (int width : widths) {
      if (width > 0) {
        sum += width;
        shown++;
      }
    }
    return sum + Math.max(0, shown - 1);
  }
}
