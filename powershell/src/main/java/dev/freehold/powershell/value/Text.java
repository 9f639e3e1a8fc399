package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.DateFormat;
import dev.freehold.powershell.value.scalar.Numbers;
import dev.freehold.powershell.value.scalar.TimeSpans;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;

/**
 * Converts a value to a string as casts and expandable strings do: dates in the invariant culture,
 * not as output shows them.
 */
public final class Text {

  /** What stands between the elements of an array unless {@code $OFS} says otherwise. */
  public static final String DEFAULT_SEPARATOR = " ";

  private Text() {}

  /** The string of a value; of null, the empty string. */
  public static String of(Object value) {
    return of(value, DEFAULT_SEPARATOR);
  }

  /**
   * The string of a value.
   *
   * @param separator {@code $OFS}, which stands between the elements of an array
   */
  public static String of(Object value, String separator) {
    if (value instanceof List || value instanceof byte[]) {
      StringJoiner joined = new StringJoiner(separator);
      Elements.of(value).forEach(element -> joined.add(ofElement(element)));
      return joined.toString();
    }
    return value instanceof PsObject object ? ofObject(object) : ofScalar(value);
  }

  private static String ofElement(Object element) {
    return switch (element) {
      case List<?> list -> TypeNames.of(list);
      case byte[] bytes -> TypeNames.of(bytes);
      case PsObject object -> ofObject(object);
      case null, default -> ofScalar(element);
    };
  }

  private static String ofScalar(Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Boolean truth -> truth ? "True" : "False";
      case Number number -> Numbers.text(number);
      case Instant date -> DateFormat.format(date.atOffset(ZoneOffset.UTC), DateFormat.INVARIANT);
      case OffsetDateTime date -> DateFormat.format(date, DateFormat.INVARIANT + " zzz");
      case Duration span -> TimeSpans.text(span);
      case URI uri -> uri.toString();
      case PsHashtable table -> TypeNames.of(table);
      case Block block -> block.text();
      default -> value.toString();
    };
  }

  private static String ofObject(PsObject object) {
    return object
        .text()
        .orElseGet(() -> object.isCustom() ? ofProperties(object) : object.typeName());
  }

  /** As {@code @{a=1; b=2}}; what is inside nested objects is not shown, so it always ends. */
  private static String ofProperties(PsObject object) {
    StringJoiner joined = new StringJoiner("; ", "@{", "}");
    object.names().forEach(name -> joined.add(name + "=" + ofProperty(object.get(name))));
    return joined.toString();
  }

  private static String ofProperty(Object value) {
    if (!(value instanceof List)) {
      return value instanceof PsObject nested ? ofNested(nested) : of(value);
    }
    StringJoiner joined = new StringJoiner(DEFAULT_SEPARATOR);
    for (Object element : Elements.of(value)) {
      joined.add(element instanceof PsObject nested ? ofNested(nested) : ofElement(element));
    }
    return joined.toString();
  }

  private static String ofNested(PsObject nested) {
    return nested.text().orElseGet(() -> nested.isCustom() ? "" : nested.typeName());
  }
}
