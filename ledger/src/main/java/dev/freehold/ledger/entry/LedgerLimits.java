package dev.freehold.ledger.entry;

import java.util.Map;

/** The limits of an entry, in one place. */
public final class LedgerLimits {

  /** How many details an entry has at most. */
  public static final int MAX_DETAILS = 32;

  static final int MAX_TEXT_CHARS = 1024;

  /** How many entries a page has at most. */
  public static final int MAX_PAGE_ENTRIES = 1000;

  /**
   * What an entry says in clear, as JSON. With everything else its length still fits the two bytes
   * that a bundle of entries has for it.
   */
  static final int MAX_CLEAR_BYTES = 60_000;

  /** The most bytes that JSON takes for a character of a string, as in an escape. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  /** Hashes of a complete tile, each standing for that many of the level below. */
  public static final int TILE_HASHES = 256;

  /** A tile of this level would stand for more leaves than a log can have. */
  public static final int MAX_TILE_LEVEL = 7;

  /** Entries that one search looks at. */
  public static final int MAX_SEARCHED_ENTRIES = 10_000;

  /** Entries of a search that are in memory before it is known whether they are wanted. */
  public static final int SEARCH_PIECE_ENTRIES = 100;

  /** A page of a search ends with the entry that brings it to this many bytes. */
  public static final int MAX_PAGE_BYTES = 1 << 20;

  /** Entries that may wait for their turn to be recorded. */
  public static final int MAX_WAITING_ENTRIES = 4096;

  /** Entries that are looked at in one step of an erasure, which is one transaction. */
  public static final int MAX_ERASED_ENTRIES = 500;

  /** Entries that share one transaction. */
  public static final int MAX_SHARED_ENTRIES = 256;

  /** Entries of acts' transactions that are put into their logs at once. */
  public static final int MAX_INTEGRATED_ENTRIES = 1000;

  /**
   * How long a process may do nothing while it has the turn, before the server ends its connection.
   * Nobody else appends meanwhile, on any node and of any tenant.
   */
  public static final int MAX_TURN_PAUSE_SECONDS = 5;

  private static final int MAX_NAME_CHARS = 64;

  private LedgerLimits() {}

  static void check(
      String actor,
      String operation,
      String objectId,
      Map<String, String> details,
      Map<String, String> personal) {
    requireLine("actor", actor);
    requireLine("operation", operation);
    requireLine("objectId", objectId);
    int count = details.size() + personal.size();
    if (count > MAX_DETAILS) {
      throw new IllegalArgumentException(
          "an entry has at most %d details, got %d".formatted(MAX_DETAILS, count));
    }
    checkFacts(details);
    checkFacts(personal);
    for (String name : personal.keySet()) {
      if (details.containsKey(name) || name.equals(PersonalValues.ACTOR)) {
        throw new IllegalArgumentException("an entry has two facts called " + name);
      }
    }
    checkLength(actor, operation, objectId, details);
  }

  private static void checkLength(
      String actor, String operation, String objectId, Map<String, String> details) {
    int chars = actor.length() + operation.length() + objectId.length();
    for (String value : details.values()) {
      chars += value.length();
    }
    if (chars <= MAX_CLEAR_BYTES / MAX_BYTES_PER_CHAR) {
      return;
    }
    Map<String, ?> all =
        Map.of("actor", actor, "operation", operation, "objectId", objectId, "details", details);
    int bytes = CanonicalJson.bytes(all).length;
    if (bytes > MAX_CLEAR_BYTES) {
      throw new IllegalArgumentException(
          "an entry has at most %d bytes, got %d".formatted(MAX_CLEAR_BYTES, bytes));
    }
  }

  private static void checkFacts(Map<String, String> facts) {
    facts.forEach(
        (name, value) -> {
          if (!isName(name)) {
            throw new IllegalArgumentException(
                "a detail's name is lower camel case with at most 64 letters and digits");
          }
          requireText(name, value);
        });
  }

  /** Refuses a page that begins before the first entry, is empty or too long. */
  public static void checkPage(long afterSequence, int max) {
    if (afterSequence < 0) {
      throw new IllegalArgumentException("a sequence is at least 0, got " + afterSequence);
    }
    if (max < 1 || max > MAX_PAGE_ENTRIES) {
      throw new IllegalArgumentException(
          "a page has 1 to %d entries, got %d".formatted(MAX_PAGE_ENTRIES, max));
    }
  }

  // Every act passes these: loops over characters take a fraction of what patterns and streams do.

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS || !isIn(name.charAt(0), 'a', 'z')) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isIn(c, 'a', 'z') && !isIn(c, 'A', 'Z') && !isIn(c, '0', '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIn(char c, char first, char last) {
    return c >= first && c <= last;
  }

  /** One line, so that a name cannot look like two entries, and PostgreSQL takes it. */
  private static void requireLine(String name, String value) {
    requireText(name, value);
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new IllegalArgumentException(name + " must not contain control characters");
      }
    }
  }

  private static void requireText(String name, String value) {
    if (value.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException(
          "%s has at most %d characters, got %d".formatted(name, MAX_TEXT_CHARS, value.length()));
    }
    int i = 0;
    while (i < value.length()) {
      int codePoint = value.codePointAt(i);
      // Half a surrogate pair has no bytes in UTF-8, so it could not be hashed as it is.
      if (codePoint <= Character.MAX_VALUE && Character.isSurrogate((char) codePoint)) {
        throw new IllegalArgumentException(name + " must be well-formed Unicode");
      }
      i += Character.charCount(codePoint);
    }
  }
}
