package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRecord.Column;
import dev.freehold.powershell.view.Alignment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts kept back until a line of them is full. */
final class WideBuffer {

  private static final int DEFAULT_COLUMNS = 2;

  private final int columns;
  private final LineOutput out;
  private final List<String> kept = new ArrayList<>();

  WideBuffer(int columns, LineOutput out) {
    this.columns = columns > 0 ? columns : DEFAULT_COLUMNS;
    this.out = out;
  }

  void add(String text) {
    kept.add(text);
    if (kept.size() == columns) {
      flush();
    }
  }

  void flush() {
    if (!kept.isEmpty()) {
      List<Column> even = Collections.nCopies(columns, new Column("", 0, Alignment.LEFT));
      out.line(new TableLayout(even, new int[columns], out.widthChars()).row(kept));
      kept.clear();
    }
  }
}
