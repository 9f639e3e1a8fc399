package dev.freehold.vault.rotation;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of calendar time such as {@code P2Y}, {@code P18M} or {@code P90D}, counted in UTC.
 *
 * @param text as it was written
 * @param period what it means
 */
record CalendarSpan(String text, Period period) {

  private static final Pattern FORM =
      Pattern.compile("P(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,7})D)?");

  /** The last time that all clients can show. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final long DAYS_OF_YEAR = 365;
  private static final long DAYS_OF_MONTH = 30;

  /** Reads a span; empty for anything else and for one of no length. */
  static Optional<CalendarSpan> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Period period = Period.of(part(matcher, 1), part(matcher, 2), part(matcher, 3));
    return period.isZero() ? Optional.empty() : Optional.of(new CalendarSpan(text, period));
  }

  private static int part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** Its length for comparisons, with years of 365 days and months of 30. */
  long days() {
    return period.getYears() * DAYS_OF_YEAR + period.getMonths() * DAYS_OF_MONTH + period.getDays();
  }

  Instant after(Instant start) {
    Instant end = start.atOffset(ZoneOffset.UTC).plus(period).toInstant();
    return end.isAfter(LATEST) ? LATEST : end;
  }

  Instant before(Instant end) {
    return end.atOffset(ZoneOffset.UTC).minus(period).toInstant();
  }
}
