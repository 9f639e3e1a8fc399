package dev.freehold.powershell.value.scalar;

import java.util.ArrayList;
import java.util.List;

/**
 * A wildcard pattern: {@code *}, {@code ?}, {@code [a-c]}; a backtick makes the next character
 * literal. Matching takes at most (length of pattern) times (length of text) steps.
 */
public final class Wildcard {

  /** One place of the pattern: any run of characters, or one character of some ranges. */
  private record Place(boolean anyRun, boolean anyChar, String ranges) {

    boolean takes(char c) {
      for (int at = 0; at < ranges.length(); at += 2) {
        if (c >= ranges.charAt(at) && c <= ranges.charAt(at + 1)) {
          return true;
        }
      }
      return anyChar;
    }
  }

  private final List<Place> places;
  private final boolean caseSensitive;

  private Wildcard(List<Place> places, boolean caseSensitive) {
    this.places = places;
    this.caseSensitive = caseSensitive;
  }

  /** A pattern that matches in any case. */
  public static Wildcard of(String pattern) {
    return of(pattern, false);
  }

  /**
   * Reads a pattern.
   *
   * @throws ValueException {@link ValueError#PATTERN} if a bracket is not closed
   */
  public static Wildcard of(String pattern, boolean caseSensitive) {
    String text = caseSensitive ? pattern : fold(pattern);
    List<Place> places = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '*' -> places.add(new Place(true, false, ""));
        case '?' -> places.add(new Place(false, true, ""));
        case '[' -> {
          int end = text.indexOf(']', at + 1);
          if (end < 0) {
            throw new ValueException(
                ValueError.PATTERN,
                "The specified wildcard character pattern is not valid: " + pattern);
          }
          places.add(new Place(false, false, ranges(text.substring(at + 1, end))));
          at = end;
        }
        case '`' -> {
          at = Math.min(at + 1, text.length() - 1);
          places.add(literal(text.charAt(at)));
        }
        default -> places.add(literal(c));
      }
      at++;
    }
    return new Wildcard(places, caseSensitive);
  }

  /** Tells whether a text has wildcard characters at all. */
  public static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /** Tells whether the whole text matches. */
  public boolean matches(String value) {
    String text = caseSensitive ? value : fold(value);
    int place = 0;
    int at = 0;
    int runPlace = -1;
    int runAt = 0;
    while (at < text.length()) {
      if (place < places.size() && places.get(place).anyRun()) {
        runPlace = place++;
        runAt = at;
      } else if (place < places.size() && places.get(place).takes(text.charAt(at))) {
        place++;
        at++;
      } else if (runPlace >= 0) {
        place = runPlace + 1;
        at = ++runAt;
      } else {
        return false;
      }
    }
    while (place < places.size() && places.get(place).anyRun()) {
      place++;
    }
    return place == places.size();
  }

  private static Place literal(char c) {
    return new Place(false, false, "" + c + c);
  }

  private static String ranges(String inside) {
    StringBuilder ranges = new StringBuilder();
    int at = 0;
    while (at < inside.length()) {
      boolean range = at + 2 < inside.length() && inside.charAt(at + 1) == '-';
      ranges.append(inside.charAt(at)).append(inside.charAt(range ? at + 2 : at));
      at += range ? 3 : 1;
    }
    return ranges.toString();
  }

  private static String fold(String text) {
    return CaseMap.fold(text);
  }
}
