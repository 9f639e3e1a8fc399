package dev.freehold.server.http;

import java.util.List;

/**
 * A query parameter of a route; all of them may be left out.
 *
 * @param name its name
 * @param kind the kind of its value
 * @param min the smallest number; 0 if it is no number
 * @param max the largest number, or the most characters; 0 if only the length of the URL limits it
 * @param words the allowed words; empty if it is not a choice
 * @param meaning what it does, and what applies without it, in words
 */
public record QueryParameter(
    String name, Kind kind, long min, long max, List<String> words, String meaning)
    implements Shape.Part {

  /** What a parameter's text is. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    GUID,
    MOMENT
  }

  /** Copies the words. */
  public QueryParameter {
    words = List.copyOf(words);
  }

  /** Any text. */
  public static QueryParameter text(String name, String meaning) {
    return new QueryParameter(name, Kind.TEXT, 0, 0, List.of(), meaning);
  }

  /** One of some words. */
  public static QueryParameter word(String name, String meaning, List<String> words) {
    return new QueryParameter(name, Kind.TEXT, 0, 0, words, meaning);
  }

  /** A whole number from {@code min} to {@code max}. */
  public static QueryParameter number(String name, long min, long max, String meaning) {
    return new QueryParameter(name, Kind.NUMBER, min, max, List.of(), meaning);
  }

  /** Anything else. */
  public static QueryParameter of(String name, Kind kind, String meaning) {
    return new QueryParameter(name, kind, 0, 0, List.of(), meaning);
  }
}
