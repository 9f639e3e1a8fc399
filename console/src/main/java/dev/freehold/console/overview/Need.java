package dev.freehold.console.overview;

/**
 * Something that waits for somebody.
 *
 * @param key of its text, which takes the number, the name and the detail
 * @param page where it is dealt with, below {@code /console}
 * @param isUrgent whether somebody cannot read, or will not be able to
 */
public record Need(
    String key, long number, String name, String detail, String page, boolean isUrgent) {

  /** Something about one thing. */
  static Need of(String key, String name, String page, boolean isUrgent) {
    return new Need(key, 1, name, "", page, isUrgent);
  }

  /** Several of a kind, as one line. */
  static Need many(String key, long number, String page) {
    return new Need(key, number, "", "", page, false);
  }
}
