package dev.freehold.powershell.format;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.Selector;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.view.Alignment;
import dev.freehold.powershell.view.ViewColumn;
import dev.freehold.powershell.view.ViewItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Something of an object that is shown: a line of a list or a column of a table.
 *
 * @param label what stands before or above it
 * @param read what it is of an object
 * @param format a format string; empty for none
 * @param widthChars as asked; 0 if it was not
 * @param alignment as asked; empty if it was not
 */
record ShownProperty(
    String label,
    UnaryOperator<Object> read,
    String format,
    int widthChars,
    Optional<Alignment> alignment) {

  static ShownProperty of(ViewItem item) {
    return new ShownProperty(item.label(), item.read(), "", 0, Optional.empty());
  }

  static ShownProperty of(ViewColumn column) {
    return new ShownProperty(
        column.label(), column.read(), "", column.widthChars(), Optional.of(column.alignment()));
  }

  /** What selectors show of an object, each name once; names that it has not are left out. */
  static List<ShownProperty> existing(
      List<Selector> selectors, List<Selector> excluded, Object target) {
    List<Selector.Resolved> resolved = new ArrayList<>();
    selectors.forEach(selector -> resolved.addAll(selector.resolve(target)));
    return distinct(resolved, excluded);
  }

  /** The same, with what the object has not kept, unless it is a wildcard. */
  static List<ShownProperty> asked(
      List<Selector> selectors, List<Selector> excluded, Object target) {
    List<Selector.Resolved> resolved = new ArrayList<>();
    for (Selector selector : selectors) {
      List<Selector.Resolved> found = selector.resolve(target);
      resolved.addAll(
          found.isEmpty() && !selector.isWildcard() ? List.of(selector.unresolved()) : found);
    }
    return distinct(resolved, excluded);
  }

  /** The text; empty if what calculates it fails, for one bad object must not end the output. */
  String text(Object target, CellText texts, boolean inTable) {
    Object value;
    try {
      value = read.apply(target);
    } catch (ShellException | ValueException e) {
      return "";
    }
    if (!format.isEmpty()) {
      return texts.formatted(value, format);
    }
    return inTable ? texts.inTable(value) : texts.of(value);
  }

  /** Where it stands in a table: numbers and truths at the right, as the first object has them. */
  Alignment alignmentFor(Object first) {
    return alignment.orElseGet(
        () -> {
          try {
            Object value = read.apply(first);
            return value instanceof Number || value instanceof Boolean
                ? Alignment.RIGHT
                : Alignment.LEFT;
          } catch (ShellException | ValueException e) {
            return Alignment.LEFT;
          }
        });
  }

  private static List<ShownProperty> distinct(
      List<Selector.Resolved> resolved, List<Selector> excluded) {
    Set<String> seen = new HashSet<>();
    List<ShownProperty> shown = new ArrayList<>();
    for (Selector.Resolved each : resolved) {
      boolean wanted = excluded.stream().noneMatch(selector -> selector.covers(each.name()));
      if (wanted && seen.add(each.name().toLowerCase(Locale.ROOT))) {
        shown.add(of(each));
      }
    }
    return shown;
  }

  private static ShownProperty of(Selector.Resolved resolved) {
    Selector source = resolved.source();
    return new ShownProperty(
        resolved.name(),
        resolved::read,
        source.option("formatstring").map(Text::of).orElse(""),
        source.option("width").map(ShownProperty::width).orElse(0),
        source.option("alignment").flatMap(ShownProperty::alignment));
  }

  private static int width(Object value) {
    return value instanceof Integer width && width > 0 ? width : 0;
  }

  private static Optional<Alignment> alignment(Object value) {
    String name = Text.of(value);
    for (Alignment alignment : Alignment.values()) {
      if (alignment.name().equalsIgnoreCase(name)) {
        return Optional.of(alignment);
      }
    }
    return Optional.empty();
  }
}
