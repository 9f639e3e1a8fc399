package dev.freehold.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The bounds of an entry, in one place. */
final class LedgerLimits {

  static final int MAX_DETAILS = 32;
  static final int MAX_TEXT_CHARS = 1024;
  static final int MAX_PAGE_ENTRIES = 1000;

  /** Entries that one search looks at. */
  static final int MAX_SEARCHED_ENTRIES = 10_000;

  /** Entries that may wait for their turn to be recorded. */
  static final int MAX_WAITING_ENTRIES = 4096;

  /** Entries that share one transaction. */
  static final int MAX_SHARED_ENTRIES = 256;

  private static final Pattern DETAIL_NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");

  private LedgerLimits() {}

  static void check(String actor, String operation, String objectId, Map<String, String> details) {
    requireLine("actor", actor);
    requireLine("operation", operation);
    requireLine("objectId", objectId);
    if (details.size() > MAX_DETAILS) {
      throw new IllegalArgumentException(
          "an entry has at most %d details, got %d".formatted(MAX_DETAILS, details.size()));
    }
    details.forEach(
        (name, value) -> {
          if (!DETAIL_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "a detail's name is lower camel case with at most 64 letters and digits");
          }
          requireText(name, value);
        });
  }

  static void checkPage(long afterSequence, int max) {
    if (afterSequence < 0) {
      throw new IllegalArgumentException("a sequence is at least 0, got " + afterSequence);
    }
    if (max < 1 || max > MAX_PAGE_ENTRIES) {
      throw new IllegalArgumentException(
          "a page has 1 to %d entries, got %d".formatted(MAX_PAGE_ENTRIES, max));
    }
  }

  /** One line, so that a name cannot look like two entries, and PostgreSQL takes it. */
  private static void requireLine(String name, String value) {
    requireText(name, value);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(name + " must not contain control characters");
    }
  }

  private static void requireText(String name, String value) {
    if (value.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException(
          "%s has at most %d characters, got %d".formatted(name, MAX_TEXT_CHARS, value.length()));
    }
    // Half a surrogate pair has no bytes in UTF-8, so it could not be hashed as it is.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException(name + " must be well-formed Unicode");
    }
  }
}
