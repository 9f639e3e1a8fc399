package dev.freehold.powershell.format;

import dev.freehold.powershell.format.FormatRecord.Column;
import dev.freehold.powershell.format.FormatRecord.Field;
import dev.freehold.powershell.format.FormatRecord.ListShape;
import dev.freehold.powershell.format.FormatRecord.Shape;
import dev.freehold.powershell.format.FormatRecord.TableShape;
import dev.freehold.powershell.format.FormatRecord.TextShape;
import dev.freehold.powershell.format.FormatRecord.WideShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How a stream of objects is shown, decided by its first one.
 *
 * @param shape the shape of the whole
 * @param entry what an object becomes; empty if there is nothing of it to show
 */
record Plan(Shape shape, Function<Object, List<FormatRecord>> entry) {

  /** As a list; what is shown may differ from object to object. */
  static Plan list(Function<Object, List<ShownProperty>> shown, CellText texts) {
    return new Plan(
        new ListShape(),
        target -> {
          List<Field> fields = fields(shown.apply(target), target, texts);
          return fields.isEmpty() ? List.of() : List.of(new FormatRecord.Entry(fields));
        });
  }

  /** As a table with the columns that the first object has. */
  static Plan table(
      List<ShownProperty> shown, Object first, FormatRequest request, CellText texts) {
    List<Column> columns = new ArrayList<>();
    for (ShownProperty each : shown) {
      columns.add(new Column(each.label(), each.widthChars(), each.alignmentFor(first)));
    }
    return new Plan(
        new TableShape(columns, request.hideHeaders(), request.autoSize(), request.wrap()),
        target -> {
          List<String> cells = new ArrayList<>(shown.size());
          shown.forEach(each -> cells.add(each.text(target, texts, true)));
          return List.of(new FormatRecord.Row(cells));
        });
  }

  /** As texts beside each other. */
  static Plan wide(Function<Object, String> text, int columns) {
    return new Plan(
        new WideShape(columns), target -> List.of(new FormatRecord.WideEntry(text.apply(target))));
  }

  /** As texts below each other. */
  static Plan text(Function<Object, String> text) {
    return new Plan(
        new TextShape(), target -> List.of(new FormatRecord.DetachedText(text.apply(target))));
  }

  static List<Field> fields(List<ShownProperty> shown, Object target, CellText texts) {
    List<Field> fields = new ArrayList<>(shown.size());
    shown.forEach(each -> fields.add(new Field(each.label(), each.text(target, texts, false))));
    return fields;
  }
}
