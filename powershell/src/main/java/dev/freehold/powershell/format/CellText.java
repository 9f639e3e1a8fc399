package dev.freehold.powershell.format;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.Wildcard;
import dev.freehold.powershell.view.ViewTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The text of a value in a list or table. */
final class CellText {

  private static final String ELLIPSIS = "…";

  /** Properties that name an object that has no text of its own, the best first. */
  private static final List<Wildcard> NAMING =
      Stream.of("name", "id", "key", "*key", "*name", "*id").map(Wildcard::of).toList();

  private final int enumerationLimit;

  CellText(int enumerationLimit) {
    this.enumerationLimit = enumerationLimit;
  }

  /** The text in a list. */
  String of(Object value) {
    if (value instanceof PsHashtable table) {
      return joined(table.entries());
    }
    return Elements.isCollection(value) ? joined(Elements.of(value)) : Formatted.of(value);
  }

  /** The text in a table, where real numbers have a fixed count of digits after the point. */
  String inTable(Object value) {
    return value instanceof Double || value instanceof BigDecimal
        ? Formatted.of(value, "F" + FormatLimits.TABLE_DECIMALS)
        : of(value);
  }

  /** The text by a format string: a composite one, or one of the value's type. */
  String formatted(Object value, String format) {
    try {
      return format.contains("{0") || format.contains("}")
          ? Formatted.composite(format, Elements.of(value))
          : Formatted.of(value, format);
    } catch (ValueException e) {
      // A wrong format leaves the cell empty instead of ending the output.
      return "";
    }
  }

  private String joined(List<Object> elements) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    int shown = 0;
    for (Object element : elements) {
      if (shown == enumerationLimit) {
        return joined.toString().substring(0, joined.length() - 1) + ELLIPSIS + "}";
      }
      joined.add(name(element));
      shown++;
    }
    return joined.toString();
  }

  /** What names a value inside a collection. */
  String name(Object element) {
    if (element == null) {
      return "$null";
    }
    if (!(element instanceof PsObject object)) {
      return Formatted.of(element);
    }
    if (object.typeName().equals(ViewTypes.DICTIONARY_ENTRY)) {
      return "[" + Text.of(object.get("Key")) + ", " + Text.of(object.get("Value")) + "]";
    }
    if (object.text().isPresent() || object.isCustom()) {
      return Text.of(object);
    }
    for (Wildcard naming : NAMING) {
      for (String property : object.names()) {
        if (naming.matches(property)) {
          return Text.of(Members.get(object, property));
        }
      }
    }
    return Text.of(object);
  }
}
