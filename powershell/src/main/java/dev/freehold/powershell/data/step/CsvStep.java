package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.TypeNames;
import java.util.List;
import java.util.function.Consumer;

/** ConvertTo-Csv and Export-Csv: the properties of the first object become the columns. */
public final class CsvStep implements Step {

  private final CsvStyle style;
  private final Consumer<String> lines;
  private List<String> columns;
  private boolean headed;

  /** Makes the step of one pipeline. */
  public CsvStep(CsvStyle style, Consumer<String> lines) {
    this.style = style;
    this.lines = lines;
  }

  /**
   * Makes a step that adds rows to a file that has columns.
   *
   * @param columns those that the file has; no header is written again
   */
  public static CsvStep appending(CsvStyle style, List<String> columns, Consumer<String> lines) {
    CsvStep step = new CsvStep(style, lines);
    step.columns = List.copyOf(columns);
    step.headed = true;
    return step;
  }

  @Override
  public boolean accept(Object value) {
    if (value == null) {
      return true;
    }
    if (columns == null) {
      columns = names(value);
    }
    if (!headed) {
      writeHeader(value);
    }
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < columns.size(); at++) {
      line.append(at == 0 ? "" : style.delimiter()).append(field(read(value, columns.get(at))));
    }
    lines.accept(line.toString());
    return true;
  }

  @Override
  public void end() {
    // Each row was written when it came.
  }

  private void writeHeader(Object value) {
    headed = true;
    if (style.typeLine()) {
      lines.accept("#TYPE " + TypeNames.of(value));
    }
    lines.accept(
        String.join(
            String.valueOf(style.delimiter()), columns.stream().map(this::quoted).toList()));
  }

  private static List<String> names(Object value) {
    return value instanceof PsHashtable table
        ? table.keys().stream().map(Text::of).toList()
        : Members.names(value);
  }

  private static Object read(Object value, String column) {
    return value instanceof PsHashtable table ? table.get(column) : Members.get(value, column);
  }

  private String field(Object value) {
    if (value == null) {
      return "";
    }
    return quoted(Elements.isCollection(value) ? TypeNames.of(value) : Formatted.of(value));
  }

  private String quoted(String text) {
    boolean quote =
        switch (style.quotes()) {
          case ALWAYS -> true;
          case AS_NEEDED -> text.chars().anyMatch(this::needsQuotes);
          case NEVER -> false;
        };
    return quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }

  private boolean needsQuotes(int c) {
    return c == style.delimiter() || c == '"' || c == '\n' || c == '\r';
  }
}
