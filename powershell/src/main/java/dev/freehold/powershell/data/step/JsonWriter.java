package dev.freehold.powershell.data.step;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Formatted;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** ConvertTo-Json: properties in their order, dates as ISO 8601, two spaces for each level. */
public final class JsonWriter {

  private static final String ISO_DATE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'FFFFFFF";
  private static final String INDENT = "  ";

  private final JsonOptions options;
  private final StringBuilder out = new StringBuilder();
  private boolean truncated;

  private JsonWriter(JsonOptions options) {
    this.options = options;
  }

  /**
   * A JSON text.
   *
   * @param truncated whether an object was deeper than the limit and became a string
   */
  public record Json(String text, boolean truncated) {}

  /**
   * Writes one value; several objects of a pipeline are given as a list.
   *
   * @throws dev.freehold.powershell.value.scalar.ValueException if the text would be too long
   */
  public static Json write(Object value, JsonOptions options) {
    JsonWriter writer = new JsonWriter(options);
    writer.value(value, 0);
    return new Json(writer.out.toString(), writer.truncated);
  }

  private void value(Object value, int level) {
    switch (value) {
      case null -> out.append("null");
      case Boolean truth -> out.append(truth);
      case Double number -> out.append(real(number));
      case BigDecimal number -> out.append(number.toPlainString());
      case Number number -> out.append(number);
      case String text -> string(text);
      case Character character -> string(character.toString());
      case Instant date -> string(date(Formatted.of(date, ISO_DATE)) + "Z");
      case OffsetDateTime date ->
          string(date(Formatted.of(date, ISO_DATE)) + Formatted.of(date, "zzz"));
      case UUID guid -> string(guid.toString());
      case URI uri -> string(uri.toString());
      default -> nested(value, level);
    }
  }

  private void nested(Object value, int level) {
    ValueLimits.requireChars(out.length());
    if (level > options.depth()) {
      truncated = true;
      string(Text.of(value));
    } else if (Elements.isCollection(value)) {
      array(Elements.of(value), level);
    } else if (value instanceof PsHashtable table) {
      object(table.keys(), table::get, level);
    } else if (value instanceof PsObject || !Members.names(value).isEmpty()) {
      object(List.copyOf(Members.names(value)), name -> Members.get(value, (String) name), level);
    } else {
      string(Text.of(value));
    }
  }

  private void array(List<Object> elements, int level) {
    if (elements.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    String separator = "";
    for (Object element : elements) {
      out.append(separator);
      newLine(level + 1);
      value(element, level + 1);
      separator = ",";
    }
    newLine(level);
    out.append(']');
  }

  private void object(List<?> keys, Function<Object, Object> values, int level) {
    if (keys.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    String separator = "";
    for (Object key : keys) {
      out.append(separator);
      newLine(level + 1);
      string(Text.of(key));
      out.append(options.compress() ? ":" : ": ");
      value(values.apply(key), level + 1);
      separator = ",";
    }
    newLine(level);
    out.append('}');
  }

  private void newLine(int level) {
    if (!options.compress()) {
      out.append('\n').repeat(INDENT, level);
    }
  }

  private void string(String text) {
    out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }

  private static String real(double number) {
    if (!Double.isFinite(number)) {
      return "\"" + Text.of(number) + "\"";
    }
    String text = Text.of(number);
    return text.contains(".") || text.contains("E") ? text : text + ".0";
  }

  /** Without the point that is left when there is no fraction of a second. */
  private static String date(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
