package dev.freehold.powershell.format;

import dev.freehold.powershell.value.Selector;
import java.util.List;

/**
 * The options of a Format cmdlet.
 *
 * @param kind the shape
 * @param properties the properties to show; empty for those of the type's view
 * @param excluded names and wildcards of properties not to show
 * @param groupBy the property to group by; null for that of the view
 * @param hideHeaders for a table
 * @param autoSize for a table
 * @param wrap for a table
 * @param columns for a wide shape; 0 for its default
 */
public record FormatRequest(
    Kind kind,
    List<Selector> properties,
    List<Selector> excluded,
    Selector groupBy,
    boolean hideHeaders,
    boolean autoSize,
    boolean wrap,
    int columns) {

  /** The shape that is asked for. */
  public enum Kind {
    /** Whatever suits the first object. */
    DEFAULT,
    /** Format-List. */
    LIST,
    /** Format-Table. */
    TABLE,
    /** Format-Wide. */
    WIDE
  }

  /** Nothing but a shape, with the properties to show. */
  public static FormatRequest of(Kind kind, List<Selector> properties) {
    return new FormatRequest(kind, properties, List.of(), null, false, false, false, 0);
  }

  /** The same grouped. */
  public FormatRequest groupedBy(Selector selector) {
    return new FormatRequest(
        kind, properties, excluded, selector, hideHeaders, autoSize, wrap, columns);
  }

  /** The same with switches of Format-Table. */
  public FormatRequest withSwitches(boolean hide, boolean auto, boolean wrapped) {
    return new FormatRequest(kind, properties, excluded, groupBy, hide, auto, wrapped, columns);
  }

  /** The same without some properties. */
  public FormatRequest without(List<Selector> selectors) {
    return new FormatRequest(
        kind, properties, selectors, groupBy, hideHeaders, autoSize, wrap, columns);
  }

  /** The same with a count of columns for Format-Wide. */
  public FormatRequest withColumns(int count) {
    return new FormatRequest(
        kind, properties, excluded, groupBy, hideHeaders, autoSize, wrap, count);
  }
}
