package dev.freehold.powershell.value.scalar;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TimeSpans to and from {@code [-][d.]hh:mm:ss[.fffffff]}. */
public final class TimeSpans {

  /** Days stand before a point; before a colon only where four numbers are. */
  private static final Pattern FORM =
      Pattern.compile(
          "(-?)(?:(\\d{1,8})(?:\\.|:(?=\\d{1,2}:\\d{1,2}:\\d)))?"
              + "(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(\\.\\d{1,7})?)?");

  private static final Pattern DAYS = Pattern.compile("-?\\d{1,8}");

  private TimeSpans() {}

  /** The span as {@code d.hh:mm:ss.fffffff}; days and fraction are left out if they are zero. */
  public static String text(Duration span) {
    Duration size = span.abs();
    long ticks = size.toNanosPart() / 100;
    return (span.isNegative() ? "-" : "")
        + (size.toDaysPart() > 0 ? size.toDaysPart() + "." : "")
        + two(size.toHoursPart())
        + ":"
        + two(size.toMinutesPart())
        + ":"
        + two(size.toSecondsPart())
        + (ticks == 0 ? "" : "." + "0".repeat(7 - Long.toString(ticks).length()) + ticks);
  }

  /** Reads a span; empty if the text is not one. */
  public static Optional<Duration> parse(String text) {
    String stripped = text.strip();
    if (DAYS.matcher(stripped).matches()) {
      return Optional.of(Duration.ofDays(Long.parseLong(stripped)));
    }
    Matcher matcher = FORM.matcher(stripped);
    if (!matcher.matches() || number(matcher, 3) > 23 || number(matcher, 4) > 59) {
      return Optional.empty();
    }
    if (number(matcher, 5) > 59) {
      return Optional.empty();
    }
    Duration span =
        Duration.ofDays(number(matcher, 2))
            .plusHours(number(matcher, 3))
            .plusMinutes(number(matcher, 4))
            .plusSeconds(number(matcher, 5))
            .plusNanos(fractionNanos(matcher.group(6)));
    return Optional.of(matcher.group(1).isEmpty() ? span : span.negated());
  }

  /** All of a span in one unit, e.g. what TotalDays is. */
  public static double total(Duration span, Duration unit) {
    return (span.getSeconds() + span.getNano() / 1e9) / unit.toSeconds();
  }

  private static long number(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }

  private static long fractionNanos(String fraction) {
    return fraction == null ? 0 : Math.round(Double.parseDouble("0" + fraction) * 1e9);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
