package dev.freehold.powershell.view;

import dev.freehold.powershell.value.Members;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** How objects of a type are shown. */
public sealed interface View {

  /**
   * One line for each property.
   *
   * @param items in their order
   */
  record AsList(List<ViewItem> items) implements View {}

  /**
   * One row for each object.
   *
   * @param columns in their order
   * @param groupBy what rows are grouped by; null if they are not
   */
  record AsTable(List<ViewColumn> columns, ViewItem groupBy) implements View {}

  /**
   * A text of its own.
   *
   * @param text what is shown of an object
   */
  record AsText(UnaryOperator<Object> text) implements View {}

  /** A list of items. */
  static View list(ViewItem... items) {
    return new AsList(List.of(items));
  }

  /** A table of columns. */
  static View table(ViewColumn... columns) {
    return new AsTable(List.of(columns), null);
  }

  /** A table of properties under their own names. */
  static View table(String... properties) {
    return new AsTable(Arrays.stream(properties).map(ViewColumn::of).toList(), null);
  }

  /** A table that starts again where a property changes. */
  static View groupedTable(String property, ViewColumn... columns) {
    return new AsTable(
        List.of(columns), new ViewItem(property, target -> Members.get(target, property)));
  }
}
