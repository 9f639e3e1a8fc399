package dev.freehold.mail.envelope;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dates of RFC 5322 section 3.3 with its obsolete forms, and common misspellings of them.
 */
public final class HeaderDates {

  private static final int MAX_DATE_CHARS = 256;

  private static final Pattern DATE =
      Pattern.compile(
          "(?<day>\\d{1,2})[ \\t-]+(?<month>[A-Za-z]{3,9})[ \\t-]+(?<year>\\d{2,4})[ \\t]+"
              + "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?"
              + "[ \\t]*(?<zone>[+-]\\d{4}|[A-Za-z]{1,5})?");

  private static final Map<String, Integer> ZONE_HOURS =
      Map.of(
          "EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7, "PST", -8);

  private HeaderDates() {}

  /** The date that {@code text} holds, if one can be read; an unknown zone counts as UTC. */
  public static Optional<Instant> parse(String text) {
    return parseZoned(text).map(OffsetDateTime::toInstant);
  }

  /** As {@link #parse}, with the zone that {@code text} names. */
  public static Optional<OffsetDateTime> parseZoned(String text) {
    String bounded = text.length() > MAX_DATE_CHARS ? text.substring(0, MAX_DATE_CHARS) : text;
    Matcher matcher = DATE.matcher(bounded.replace('\r', ' ').replace('\n', ' '));
    if (!matcher.find()) {
      return Optional.empty();
    }
    return month(matcher.group("month"))
        .flatMap(
            month ->
                at(
                    year(matcher.group("year")),
                    month,
                    matcher.group("day"),
                    matcher.group("hour"),
                    matcher.group("minute"),
                    matcher.group("second"),
                    matcher.group("zone")));
  }

  /** The month of an English abbreviation such as {@code Jan}, in any letter case. */
  public static Optional<Month> month(String name) {
    String start = name.substring(0, 3).toUpperCase(Locale.ROOT);
    return Arrays.stream(Month.values()).filter(m -> m.name().startsWith(start)).findFirst();
  }

  /**
   * A moment of these parts, each as digits; empty if they are none.
   *
   * @param second null for none
   * @param zone as in a header, such as {@code +0200} or {@code EST}
   */
  public static Optional<OffsetDateTime> at(
      int year, Month month, String day, String hour, String minute, String second, String zone) {
    try {
      int seconds = second == null ? 0 : Math.min(59, Integer.parseInt(second));
      LocalDateTime local =
          LocalDateTime.of(
              year,
              month,
              Integer.parseInt(day),
              Integer.parseInt(hour),
              Integer.parseInt(minute),
              seconds);
      return Optional.of(local.atOffset(offset(zone)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** RFC 5322 section 4.3: two digits below 50 are 20xx; two above, and three, count from 1900. */
  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    return digits.length() == 2 && year < 50 ? 2000 + year : 1900 + year;
  }

  private static ZoneOffset offset(String zone) {
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    char sign = zone.charAt(0);
    if (sign == '+' || sign == '-') {
      int hours = Integer.parseInt(zone.substring(1, 3));
      int minutes = Integer.parseInt(zone.substring(3, 5));
      return ZoneOffset.ofHoursMinutes(
          sign == '-' ? -hours : hours, sign == '-' ? -minutes : minutes);
    }
    return ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
  }
}
