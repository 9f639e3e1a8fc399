package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRecord.Field;
import java.util.List;

/** Lines of a list: labels padded to the longest, values wrapped below each other. */
final class ListLayout {

  private static final String SEPARATOR = " : ";

  private ListLayout() {}

  /** Writes the lines of one object; nothing if there is no room for any value. */
  static void write(List<Field> fields, LineOutput out) {
    int most = out.widthChars() - SEPARATOR.length() - 1;
    if (fields.isEmpty() || most < 1) {
      return;
    }
    int longest = 0;
    for (Field field : fields) {
      longest = Math.max(longest, Cells.of(field.label()));
    }
    int labelWidth = Math.min(longest, most);
    String indent = " ".repeat(labelWidth + SEPARATOR.length());
    for (Field field : fields) {
      String label = Cells.head(field.label(), labelWidth);
      String before = out.emphasised(label + " ".repeat(labelWidth - Cells.of(label)) + SEPARATOR);
      for (String line : Wrapping.lines(field.text(), out.widthChars() - indent.length())) {
        out.line(before + line);
        before = indent;
      }
    }
  }
}
