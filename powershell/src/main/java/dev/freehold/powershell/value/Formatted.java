package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.DateFormat;
import dev.freehold.powershell.value.scalar.NumberFormat;
import dev.freehold.powershell.value.scalar.TimeSpanFormat;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Formats values for output, in the culture en-US, and by format strings. */
public final class Formatted {

  private Formatted() {}

  /** The text of one value as lists, tables and {@code -f} show it: dates in the culture's form. */
  public static String of(Object value) {
    return switch (value) {
      case Instant date -> DateFormat.format(date.atOffset(ZoneOffset.UTC), DateFormat.GENERAL);
      case OffsetDateTime date -> DateFormat.format(date, DateFormat.GENERAL + " zzz");
      case null, default -> Text.of(value);
    };
  }

  /**
   * The text of one value by a format string of its type; a type that has none ignores it.
   *
   * @throws ValueException {@link ValueError#FORMAT}
   */
  public static String of(Object value, String format) {
    if (format.isEmpty()) {
      return of(value);
    }
    return switch (value) {
      case Number number -> NumberFormat.format(number, format);
      case Instant date -> DateFormat.format(date.atOffset(ZoneOffset.UTC), format);
      case OffsetDateTime date -> DateFormat.format(date, format);
      case Duration span -> TimeSpanFormat.format(span, format);
      case UUID guid -> guid(guid, format);
      case null, default -> of(value);
    };
  }

  /**
   * Composite formatting, what {@code -f} does: <code>{index,width:format}</code>.
   *
   * @throws ValueException {@link ValueError#FORMAT}
   */
  public static String composite(String format, List<Object> arguments) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      boolean doubled = at + 1 < format.length() && format.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(c);
        at += 2;
      } else if (c == '{') {
        int end = format.indexOf('}', at);
        if (end < 0) {
          throw badFormat();
        }
        out.append(item(format.substring(at + 1, end), arguments));
        at = end + 1;
      } else if (c == '}') {
        throw badFormat();
      } else {
        out.append(c);
        at++;
      }
      ValueLimits.requireChars(out.length());
    }
    return out.toString();
  }

  private static String item(String inside, List<Object> arguments) {
    int colon = inside.indexOf(':');
    String place = colon < 0 ? inside : inside.substring(0, colon);
    int comma = place.indexOf(',');
    int index = number(comma < 0 ? place : place.substring(0, comma));
    if (index < 0) {
      throw badFormat();
    }
    if (index >= arguments.size()) {
      throw new ValueException(
          ValueError.FORMAT,
          "Error formatting a string: Index (zero based) must be greater than or equal to zero and"
              + " less than the size of the argument list..");
    }
    String text = of(arguments.get(index), colon < 0 ? "" : inside.substring(colon + 1));
    int width = comma < 0 ? 0 : number(place.substring(comma + 1));
    ValueLimits.requireChars(Math.abs((long) width));
    String padding = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + padding : padding + text;
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw badFormat();
    }
  }

  private static String guid(UUID guid, String format) {
    String text = guid.toString();
    return switch (format.toUpperCase(Locale.ROOT)) {
      case "D" -> text;
      case "N" -> text.replace("-", "");
      case "B" -> "{" + text + "}";
      case "P" -> "(" + text + ")";
      default -> throw badFormat();
    };
  }

  private static ValueException badFormat() {
    return new ValueException(
        ValueError.FORMAT, "Error formatting a string: Input string was not in a correct format..");
  }
}
