package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRecord.Column;
import dev.freehold.powershell.view.Alignment;
import java.util.ArrayList;
import java.util.List;

/** Lines of a table whose widths are known. */
final class TableLayout {

  private static final String ELLIPSIS = "…";

  private final List<Column> columns;
  private final int[] widths;
  private final int last;

  /**
   * Fits columns into a line.
   *
   * @param asked a width for each column, 0 for a share of what is left
   */
  TableLayout(List<Column> columns, int[] asked, int available) {
    this.columns = columns;
    this.widths = ColumnWidths.fit(asked, available);
    int visible = -1;
    for (int at = 0; at < widths.length; at++) {
      visible = widths[at] > 0 ? at : visible;
    }
    this.last = visible;
  }

  /** The headings, over several lines if they are wider than their columns, and the dashes. */
  List<String> header() {
    List<String> headings = columns.stream().map(Column::heading).toList();
    List<String> dashes = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      int length = Math.min(Cells.of(headings.get(at)), Math.max(0, widths[at]));
      dashes.add("-".repeat(length));
    }
    List<String> lines = new ArrayList<>(wrapped(headings));
    lines.add(row(dashes));
    return lines;
  }

  /** One line, with cells that are too long cut. */
  String row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at <= last; at++) {
      if (widths[at] > 0) {
        line.append(at == 0 ? "" : " ");
        line.append(padded(cut(firstLine(cell(cells, at)), at), at));
      }
    }
    return line.toString();
  }

  /** As many lines as the longest cell needs. */
  List<String> wrapped(List<String> cells) {
    List<List<String>> parts = new ArrayList<>();
    int height = 1;
    for (int at = 0; at <= last; at++) {
      List<String> lines = widths[at] > 0 ? Wrapping.lines(cell(cells, at), widths[at]) : List.of();
      parts.add(lines);
      height = Math.max(height, lines.size());
    }
    List<String> rows = new ArrayList<>(height);
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int at = 0; at <= last; at++) {
        if (widths[at] > 0) {
          List<String> lines = parts.get(at);
          line.append(at == 0 ? "" : " ")
              .append(padded(row < lines.size() ? lines.get(row) : "", at));
        }
      }
      rows.add(height > 1 ? line.toString().stripTrailing() : line.toString());
    }
    return rows;
  }

  /** A text up to its first line end. */
  static String firstLine(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
        return text.substring(0, at) + ELLIPSIS;
      }
    }
    return text;
  }

  private static String cell(List<String> cells, int at) {
    return at < cells.size() ? cells.get(at) : "";
  }

  private String cut(String text, int column) {
    int width = widths[column];
    if (Cells.of(text) <= width) {
      return text;
    }
    boolean right = columns.get(column).alignment() == Alignment.RIGHT;
    if (width == 1) {
      return right ? Cells.tail(text, width) : Cells.head(text, width);
    }
    return right ? ELLIPSIS + Cells.tail(text, width - 1) : Cells.head(text, width - 1) + ELLIPSIS;
  }

  private String padded(String text, int column) {
    int padding = widths[column] - Cells.of(text);
    if (padding <= 0) {
      return text;
    }
    int before =
        switch (columns.get(column).alignment()) {
          case LEFT -> 0;
          case RIGHT -> padding;
          case CENTER -> padding / 2;
        };
    return " ".repeat(before) + text + (column == last ? "" : " ".repeat(padding - before));
  }
}
