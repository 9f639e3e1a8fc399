package dev.freehold.server.http;

import java.util.Optional;

/** The query parameters of one request, whichever listener took it. */
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
