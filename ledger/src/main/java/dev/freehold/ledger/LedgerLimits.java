package dev.freehold.ledger;

import java.util.Map;

/** The bounds of an entry, in one place. */
final class LedgerLimits {

  static final int MAX_DETAILS = 32;
  static final int MAX_TEXT_CHARS = 1024;
  static final int MAX_PAGE_ENTRIES = 1000;

  private LedgerLimits() {}

  static void check(String actor, String operation, String objectId, Map<String, String> details) {
    requireText("actor", actor);
    requireText("operation", operation);
    requireText("objectId", objectId);
    if (details.size() > MAX_DETAILS) {
      throw new IllegalArgumentException(
          "an entry has at most %d details, got %d".formatted(MAX_DETAILS, details.size()));
    }
    details.forEach(LedgerLimits::requireText);
  }

  private static void requireText(String name, String value) {
    if (value.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException(
          "%s has at most %d characters, got %d".formatted(name, MAX_TEXT_CHARS, value.length()));
    }
  }
}
