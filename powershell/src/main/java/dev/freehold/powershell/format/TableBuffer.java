package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRecord.Column;
import dev.freehold.powershell.format.FormatRecord.Row;
import dev.freehold.powershell.format.FormatRecord.TableShape;
import java.util.ArrayList;
import java.util.List;

/** Rows kept back until the widths of their columns are known. */
final class TableBuffer {

  private final TableShape shape;
  private final long startNanos;
  private final List<FormatRecord> kept = new ArrayList<>();

  TableBuffer(TableShape shape, long startNanos) {
    this.shape = shape;
    this.startNanos = startNanos;
  }

  /** Tells whether a table's rows must be kept back at all. */
  static boolean isNeeded(TableShape shape) {
    return shape.autoSize() || shape.columns().getFirst().widthChars() == 0;
  }

  void add(FormatRecord record) {
    kept.add(record);
  }

  /** Tells whether all rows are needed before the first can be written. */
  boolean waitsForAll() {
    return shape.autoSize();
  }

  /** Tells whether rows were kept back for as long as they may be. */
  boolean isDue(long nowNanos) {
    return !shape.autoSize() && nowNanos - startNanos >= FormatLimits.MAX_ROW_DELAY.toNanos();
  }

  List<FormatRecord> kept() {
    return kept;
  }

  /** The width of each column: the one asked for, or that of its longest cell or heading. */
  int[] widths() {
    List<Column> columns = shape.columns();
    int[] widths = new int[columns.size()];
    for (int at = 0; at < widths.length; at++) {
      int asked = columns.get(at).widthChars();
      widths[at] = asked > 0 && !shape.autoSize() ? asked : Math.max(1, longest(at));
    }
    return widths;
  }

  private int longest(int column) {
    int longest = Cells.of(shape.columns().get(column).heading());
    for (FormatRecord record : kept) {
      if (record instanceof Row row) {
        String cell = row.cells().get(column);
        longest =
            Math.max(
                longest, Cells.of(shape.wrap() ? longestLine(cell) : TableLayout.firstLine(cell)));
      }
    }
    return longest;
  }

  private static String longestLine(String cell) {
    String longest = "";
    for (String line : cell.split("\n", -1)) {
      longest = line.length() > longest.length() ? line : longest;
    }
    return longest;
  }
}
