package dev.freehold.mailserver.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.apache.james.mailbox.model.SearchQuery.DateOperator;

/**
 * Compares dates as a search asks, disregarding time and time zone (RFC 3501 section 6.4.4): days
 * are those of the clock by which a date was told.
 */
final class DayTest {

  private DayTest() {}

  static boolean test(DateOperator operator, OffsetDateTime at) {
    return switch (operator.getDateResultion()) {
      case Second -> compare(operator, at.toInstant(), ChronoUnit.SECONDS);
      case Minute -> compare(operator, at.toInstant(), ChronoUnit.MINUTES);
      case Hour -> compare(operator, at.toInstant(), ChronoUnit.HOURS);
      case Year, Month, Day -> days(operator).test(at.toLocalDate());
    };
  }

  private static boolean compare(DateOperator operator, Instant at, ChronoUnit unit) {
    Instant wanted = operator.getDate().toInstant().truncatedTo(unit);
    return compare(operator, at.truncatedTo(unit).compareTo(wanted));
  }

  /** The same of a day that a header names. */
  static Predicate<LocalDate> days(DateOperator operator) {
    LocalDate wanted = truncated(operator, dayOf(operator.getDate().toInstant()));
    return day -> compare(operator, truncated(operator, day).compareTo(wanted));
  }

  private static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static LocalDate truncated(DateOperator operator, LocalDate day) {
    return switch (operator.getDateResultion()) {
      case Year -> day.withDayOfYear(1);
      case Month -> day.withDayOfMonth(1);
      case Day, Hour, Minute, Second -> day;
    };
  }

  private static boolean compare(DateOperator operator, int order) {
    return switch (operator.getType()) {
      case BEFORE -> order < 0;
      case AFTER -> order > 0;
      case ON -> order == 0;
    };
  }
}
