package dev.freehold.powershell.value.scalar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Parses dates by a format that the script gives. */
public final class ExactDates {

  private ExactDates() {}

  /**
   * Reads a date, in UTC unless the text has an offset.
   *
   * @param format as .NET has them: a letter for a standard one, or e.g. {@code yyyyMMdd HH:mm}
   * @throws ValueException {@link ValueError#CONVERSION} if the text is not of that form
   */
  public static Instant parse(String text, String format) {
    try {
      return instant(formatter(format).parse(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ValueException(
          ValueError.CONVERSION,
          ("Exception calling \"ParseExact\" with \"3\" argument(s): \"String '%s' was not"
                  + " recognized as a valid DateTime.\"")
              .formatted(text));
    }
  }

  private static Instant instant(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    return LocalDate.from(parsed)
        .atTime(time == null ? LocalTime.MIDNIGHT : time)
        .toInstant(offset == null ? ZoneOffset.UTC : offset);
  }

  private static DateTimeFormatter formatter(String written) {
    String format = written.length() == 1 ? DateFormat.standard(written.charAt(0)) : written;
    StringBuilder pattern = new StringBuilder();
    for (int at = 0; at < format.length(); ) {
      char c = format.charAt(at);
      int end = at;
      while (end < format.length() && format.charAt(end) == c) {
        end++;
      }
      if (c == '\'' || c == '"') {
        int close = Math.max(format.indexOf(c, at + 1), at + 1);
        quote(pattern, format.substring(at + 1, Math.min(close, format.length())));
        end = close + 1;
      } else {
        append(pattern, c, end - at);
      }
      at = end;
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.toString())
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.US);
  }

  private static void append(StringBuilder pattern, char c, int count) {
    switch (c) {
      case 'y' -> pattern.append("y".repeat(count));
      case 'd' -> pattern.append((count > 2 ? "E" : "d").repeat(count));
      case 'M', 'H', 'h', 'm', 's' -> pattern.append(String.valueOf(c).repeat(count));
      case 'f' -> pattern.append("S".repeat(count));
      case 't' -> pattern.append("a");
      case 'z' -> pattern.append(count > 2 ? "xxx" : "x");
      case 'K' -> pattern.append("[").append("X".repeat(3)).append("]");
      default -> quote(pattern, String.valueOf(c).repeat(count));
    }
  }

  private static void quote(StringBuilder pattern, String literal) {
    pattern.append('\'').append(literal.replace("'", "''")).append('\'');
  }
}
