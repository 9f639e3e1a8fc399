package dev.freehold.web.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The query parameters of one request, on any listener. */
@FunctionalInterface
public interface QueryParameters {

  /** A query parameter. */
  Optional<String> query(String name);

  /**
   * A whole number among the query parameters, or the default.
   *
   * @throws ProblemException with status 400 if it is none or out of bounds
   */
  default long query(String name, long min, long max, long otherwise) {
    return query(name).map(text -> number(name, text, min, max)).orElse(otherwise);
  }

  /**
   * A moment among the query parameters, in UTC; a date alone is its first moment.
   *
   * @throws ProblemException with status 400 if it is out of form, or not from 1970 to 9999
   */
  default Optional<Instant> moment(String name) {
    return query(name).map(text -> moment(name, text));
  }

  private static Instant moment(String name, String text) {
    try {
      Instant moment =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      int year = moment.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 1970 && year <= 9999) {
        return moment;
      }
    } catch (DateTimeParseException outOfForm) {
      // falls through to the same answer as a moment out of bounds
    }
    throw ProblemException.badRequest(
        "%s is a moment such as 2026-03-01T08:30:00Z, from 1970 to 9999".formatted(name));
  }

  private static long number(String name, String text, long min, long max) {
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException outOfForm) {
      // falls through to the same answer as a number out of bounds
    }
    throw ProblemException.badRequest(
        "%s must be a whole number from %d to %d".formatted(name, min, max));
  }
}
