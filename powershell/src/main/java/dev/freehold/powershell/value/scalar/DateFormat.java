package dev.freehold.powershell.value.scalar;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/** .NET's format strings for dates, in the culture en-US. */
public final class DateFormat {

  /** The general long form: what lists and tables show. */
  public static final String GENERAL = "M/d/yyyy h:mm:ss tt";

  /** The full form: what a date alone shows. */
  public static final String FULL = "dddd, MMMM d, yyyy h:mm:ss tt";

  /** The form of the invariant culture: what conversion to a string gives. */
  public static final String INVARIANT = "MM/dd/yyyy HH:mm:ss";

  private DateFormat() {}

  /**
   * Formats a date.
   *
   * @param format a standard format of one letter, or a custom one
   * @throws ValueException {@link ValueError#FORMAT}
   */
  public static String format(OffsetDateTime date, String format) {
    return format.length() == 1
        ? custom(standard(format.charAt(0)), utcIfNeeded(date, format.charAt(0)))
        : custom(format, date);
  }

  private static OffsetDateTime utcIfNeeded(OffsetDateTime date, char format) {
    return "uRr".indexOf(format) >= 0 ? date.withOffsetSameInstant(ZoneOffset.UTC) : date;
  }

  static String standard(char format) {
    return switch (format) {
      case 'd' -> "M/d/yyyy";
      case 'D' -> "dddd, MMMM d, yyyy";
      case 't' -> "h:mm tt";
      case 'T' -> "h:mm:ss tt";
      case 'f' -> "dddd, MMMM d, yyyy h:mm tt";
      case 'F', 'U' -> FULL;
      case 'g' -> "M/d/yyyy h:mm tt";
      case 'G' -> GENERAL;
      case 'M', 'm' -> "MMMM d";
      case 'Y', 'y' -> "MMMM yyyy";
      case 'R', 'r' -> "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
      case 's' -> "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
      case 'u' -> "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
      case 'O', 'o' -> "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK";
      default -> throw invalid();
    };
  }

  private static String custom(String format, OffsetDateTime date) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      switch (c) {
        case '\'', '"' -> {
          int end = format.indexOf(c, at + 1);
          if (end < 0) {
            throw invalid();
          }
          out.append(format, at + 1, end);
          at = end + 1;
        }
        case '\\' -> {
          if (at + 1 == format.length()) {
            throw invalid();
          }
          out.append(format.charAt(at + 1));
          at += 2;
        }
        case '%' -> at++;
        default -> {
          int end = at;
          while (end < format.length() && format.charAt(end) == c) {
            end++;
          }
          append(out, c, end - at, date);
          at = end;
        }
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char letter, int count, OffsetDateTime date) {
    switch (letter) {
      case 'd' -> out.append(day(count, date));
      case 'M' -> out.append(month(count, date));
      case 'y' ->
          out.append(
              padded(count <= 2 ? date.getYear() % 100 : date.getYear(), Math.max(1, count)));
      case 'h' -> out.append(padded((date.getHour() + 11) % 12 + 1, Math.min(count, 2)));
      case 'H' -> out.append(padded(date.getHour(), Math.min(count, 2)));
      case 'm' -> out.append(padded(date.getMinute(), Math.min(count, 2)));
      case 's' -> out.append(padded(date.getSecond(), Math.min(count, 2)));
      case 'f' -> out.append(fraction(count, date));
      case 'F' -> out.append(fraction(count, date).replaceFirst("0+$", ""));
      case 't' -> {
        String half = date.getHour() < 12 ? "AM" : "PM";
        out.append(count == 1 ? half.substring(0, 1) : half);
      }
      case 'z' -> out.append(offset(count, date.getOffset()));
      case 'K' ->
          out.append(date.getOffset().equals(ZoneOffset.UTC) ? "Z" : offset(3, date.getOffset()));
      case 'g' -> out.append("A.D.");
      default -> out.repeat(letter, count);
    }
  }

  private static String day(int count, OffsetDateTime date) {
    return switch (count) {
      case 1, 2 -> padded(date.getDayOfMonth(), count);
      case 3 -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US);
      default -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.US);
    };
  }

  private static String month(int count, OffsetDateTime date) {
    return switch (count) {
      case 1, 2 -> padded(date.getMonthValue(), count);
      case 3 -> date.getMonth().getDisplayName(TextStyle.SHORT, Locale.US);
      default -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.US);
    };
  }

  private static String fraction(int count, OffsetDateTime date) {
    if (count > 7) {
      throw invalid();
    }
    return padded(date.getNano(), 9).substring(0, count);
  }

  private static String offset(int count, ZoneOffset offset) {
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    return (offset.getTotalSeconds() < 0 ? "-" : "+")
        + padded(minutes / 60, Math.min(count, 2))
        + (count > 2 ? ":" + padded(minutes % 60, 2) : "");
  }

  private static String padded(int number, int digits) {
    if (digits > 9) {
      throw invalid();
    }
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static ValueException invalid() {
    return new ValueException(ValueError.FORMAT, "Input string was not in a correct format.");
  }
}
