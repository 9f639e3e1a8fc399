package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRecord.Shape;
import dev.freehold.powershell.format.FormatRecord.TableShape;
import dev.freehold.powershell.format.FormatRecord.WideShape;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes format records as lines. If the first column of a table has no width, its rows are held
 * back for at most {@link FormatLimits#MAX_ROW_DELAY}, or until the end if the table sizes itself.
 */
public final class FormatWriter {

  private final LineOutput out;
  private final LongSupplier nanoTime;
  private Shape shape;
  private boolean inGroup;
  private TableBuffer buffer;
  private TableLayout layout;
  private WideBuffer wide;

  /**
   * Makes a writer.
   *
   * @param nanoTime a clock as {@link System#nanoTime()} is one
   */
  public FormatWriter(LineOutput out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  /** Takes the next record. A start or entry out of order is taken as well as it can be. */
  public void accept(FormatRecord record) {
    switch (record) {
      case FormatRecord.Start start -> start(start.shape());
      case FormatRecord.GroupStart group -> startGroup(group.label());
      case FormatRecord.GroupEnd group -> endGroup();
      case FormatRecord.End end -> end();
      case FormatRecord.Row row -> entry(row);
      case FormatRecord.Entry entry -> entry(entry);
      case FormatRecord.WideEntry entry -> entry(entry);
      case FormatRecord.DetachedText text -> entry(text);
      case FormatRecord.DetachedEntry entry -> entry(entry);
    }
  }

  /** Ends whatever was begun, and writes what was kept back. */
  public void end() {
    endGroup();
    shape = null;
  }

  /** Writes the rows that wait for others to set the widths; a table that sizes itself waits on. */
  public void release() {
    if (buffer != null && !buffer.waitsForAll()) {
      flush();
    }
  }

  private void start(Shape begun) {
    end();
    shape = begun;
    out.line("");
  }

  private void startGroup(String label) {
    endGroup();
    inGroup = true;
    if (!label.isEmpty()) {
      out.line(label);
      out.line("");
    }
    if (shape instanceof TableShape table && !table.columns().isEmpty()) {
      if (TableBuffer.isNeeded(table)) {
        buffer = new TableBuffer(table, nanoTime.getAsLong());
      } else {
        begin(table, table.columns().stream().mapToInt(FormatRecord.Column::widthChars).toArray());
      }
    } else if (shape instanceof WideShape wideShape) {
      wide = new WideBuffer(wideShape.columns(), out);
    }
  }

  private void endGroup() {
    flush();
    if (wide != null) {
      wide.flush();
      wide = null;
    }
    if (inGroup && !(shape instanceof FormatRecord.ListShape)) {
      out.line("");
    }
    inGroup = false;
    layout = null;
  }

  private void entry(FormatRecord record) {
    if (buffer == null) {
      write(record);
      return;
    }
    buffer.add(record);
    if (buffer.isDue(nanoTime.getAsLong())) {
      flush();
    }
  }

  private void flush() {
    if (buffer != null) {
      TableBuffer full = buffer;
      buffer = null;
      begin((TableShape) shape, full.widths());
      full.kept().forEach(this::write);
    }
  }

  private void begin(TableShape table, int[] widths) {
    if (out.widthChars() < FormatLimits.MIN_WIDTH_CHARS) {
      return;
    }
    layout = new TableLayout(table.columns(), widths, out.widthChars());
    if (!table.hideHeaders()) {
      layout.header().forEach(line -> out.line(out.emphasised(line)));
    }
  }

  private void write(FormatRecord record) {
    switch (record) {
      case FormatRecord.Row row -> writeRow(row.cells());
      case FormatRecord.Entry entry -> {
        ListLayout.write(entry.fields(), out);
        out.line("");
      }
      case FormatRecord.WideEntry entry -> {
        if (wide != null) {
          wide.add(entry.text());
        }
      }
      case FormatRecord.DetachedText text -> writeText(text.text());
      case FormatRecord.DetachedEntry entry -> {
        out.line("");
        ListLayout.write(entry.fields(), out);
        out.line("");
      }
      case FormatRecord.Start start -> accept(start);
      case FormatRecord.GroupStart group -> accept(group);
      case FormatRecord.GroupEnd group -> accept(group);
      case FormatRecord.End end -> accept(end);
    }
  }

  private void writeText(String text) {
    for (String line : text.replace("\r", "").split("\n", -1)) {
      out.line(line);
    }
  }

  private void writeRow(List<String> cells) {
    if (layout == null) {
      return;
    }
    if (shape instanceof TableShape table && table.wrap()) {
      layout.wrapped(cells).forEach(out::line);
    } else {
      out.line(layout.row(cells));
    }
  }
}
