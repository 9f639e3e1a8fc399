package dev.freehold.powershell.value.scalar;

import java.time.Duration;

/** .NET's format strings for TimeSpans: {@code c g} and custom ones of {@code d h m s f}. */
public final class TimeSpanFormat {

  private TimeSpanFormat() {}

  /** The span in a standard or custom format of .NET. */
  public static String format(Duration span, String format) {
    if (format.equals("c") || format.equals("t") || format.equals("T")) {
      return TimeSpans.text(span);
    }
    if (format.equals("g")) {
      String text = TimeSpans.text(span).replaceFirst("^(-?)(\\d+)\\.(\\d+:)", "$1$2:$3");
      return text.replaceFirst("^(-?(?:\\d+:)?)0(\\d:\\d\\d:)", "$1$2");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == '\\' && at + 1 < format.length()) {
        out.append(format.charAt(at + 1));
        at += 2;
      } else if (c == '\'' && format.indexOf('\'', at + 1) > 0) {
        int end = format.indexOf('\'', at + 1);
        out.append(format, at + 1, end);
        at = end + 1;
      } else if (c == '%') {
        at++;
      } else {
        int end = at;
        while (end < format.length() && format.charAt(end) == c) {
          end++;
        }
        out.append(part(span.abs(), c, end - at));
        at = end;
      }
    }
    return out.toString();
  }

  private static String part(Duration size, char letter, int count) {
    return switch (letter) {
      case 'd' -> padded(size.toDaysPart(), count);
      case 'h' -> padded(size.toHoursPart(), count);
      case 'm' -> padded(size.toMinutesPart(), count);
      case 's' -> padded(size.toSecondsPart(), count);
      case 'f' -> padded(size.toNanosPart(), 9).substring(0, Math.min(count, 7));
      default ->
          throw new ValueException(ValueError.FORMAT, "Input string was not in a correct format.");
    };
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
