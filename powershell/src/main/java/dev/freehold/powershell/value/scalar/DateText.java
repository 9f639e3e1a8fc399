package dev.freehold.powershell.value.scalar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses dates in the invariant culture: month before day; without an offset, in UTC. */
public final class DateText {

  private static final int MAX_DATE_CHARS = 64;

  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("yyyy-M-d['T'][ ][H:mm[:ss[.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]]]"),
          form("M/d/yyyy[ h:mm[:ss] a]"),
          form("M/d/yyyy[ H:mm[:ss[.SSSSSSS][.SSS]]]"),
          form("yyyy/M/d[ H:mm[:ss]]"),
          form("[EEEE, ][EEE, ]MMMM d, yyyy[ h:mm[:ss] a]"),
          form("[EEEE, ][EEE, ]MMM d, yyyy[ h:mm[:ss] a]"),
          form("[EEE, ]d MMM yyyy[ H:mm[:ss]]"),
          form("d MMMM yyyy[ H:mm[:ss]]"),
          form("MMMM d, yyyy[ H:mm[:ss]]"));

  private DateText() {}

  /** Reads a date and time; a time of day that is not there is midnight. */
  public static Optional<OffsetDateTime> parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_DATE_CHARS) {
      return Optional.empty();
    }
    return FORMS.stream().map(form -> parse(stripped, form)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<OffsetDateTime> parse(String text, DateTimeFormatter form) {
    try {
      return Optional.of(offset(form.parse(text)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static OffsetDateTime offset(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDate.from(parsed)
        .atTime(time == null ? LocalTime.MIDNIGHT : time)
        .atOffset(
            parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
                : ZoneOffset.UTC);
  }

  /** A pattern in which the year has four digits, and after which an offset may follow. */
  private static DateTimeFormatter form(String pattern) {
    int year = pattern.indexOf("yyyy");
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.substring(0, year))
        .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
        .appendPattern(pattern.substring(year + 4))
        .appendPattern("[ ]['GMT']['UTC']")
        .optionalStart()
        .appendOffset("+HH:MM", "Z")
        .optionalEnd()
        .optionalStart()
        .appendOffset("+HHMM", "Z")
        .optionalEnd()
        .toFormatter(Locale.US);
  }
}
