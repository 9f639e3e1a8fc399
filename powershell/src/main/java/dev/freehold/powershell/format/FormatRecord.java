package dev.freehold.powershell.format;

import dev.freehold.powershell.view.Alignment;
import java.util.List;

/**
 * The output of Format-List, Format-Table and Format-Wide: a start, groups of entries, an end.
 * Detached entries may be anywhere.
 */
public sealed interface FormatRecord {

  /**
   * Output of one shape begins.
   *
   * @param shape how it is laid out
   */
  record Start(Shape shape) implements FormatRecord {}

  /**
   * A group begins; there is always one.
   *
   * @param label what stands above it; empty if nothing does
   */
  record GroupStart(String label) implements FormatRecord {}

  /**
   * A row of a table.
   *
   * @param cells a text for each column
   */
  record Row(List<String> cells) implements FormatRecord {}

  /**
   * An object of a list.
   *
   * @param fields its lines
   */
  record Entry(List<Field> fields) implements FormatRecord {}

  /**
   * One of several texts beside each other.
   *
   * @param text the text
   */
  record WideEntry(String text) implements FormatRecord {}

  /** A group ends. */
  record GroupEnd() implements FormatRecord {}

  /** Output of one shape ends. */
  record End() implements FormatRecord {}

  /**
   * A text by itself.
   *
   * @param text may have several lines
   */
  record DetachedText(String text) implements FormatRecord {}

  /**
   * An object that does not fit what is being written, as a list by itself.
   *
   * @param fields its lines
   */
  record DetachedEntry(List<Field> fields) implements FormatRecord {}

  /**
   * A line of a list.
   *
   * @param label what stands before the colon
   * @param text the value, of any length
   */
  record Field(String label, String text) {}

  /** How output is laid out. */
  sealed interface Shape {}

  /** As texts below each other. */
  record TextShape() implements Shape {}

  /** As lists of properties. */
  record ListShape() implements Shape {}

  /**
   * As a table.
   *
   * @param columns its columns
   * @param hideHeaders whether rows stand without headings
   * @param autoSize whether all rows are waited for to find the widths
   * @param wrap whether long cells go over several lines instead of being cut
   */
  record TableShape(List<Column> columns, boolean hideHeaders, boolean autoSize, boolean wrap)
      implements Shape {}

  /**
   * As texts beside each other.
   *
   * @param columns how many; 0 for as many as fit
   */
  record WideShape(int columns) implements Shape {}

  /**
   * A column of a table.
   *
   * @param heading what stands above it
   * @param widthChars how wide it is; 0 if that is to be found out
   */
  record Column(String heading, int widthChars, Alignment alignment) {}
}
