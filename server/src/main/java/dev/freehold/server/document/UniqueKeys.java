package dev.freehold.server.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether each dictionary says each thing once. Of two entries with one key some programs take the
 * first and others the last (ISO 32000-1, 7.3.7, leaves it open).
 */
final class UniqueKeys {

  private static final String STREAM_END = "endstream";
  private static final String ENDS_A_WORD = "()<>[]{}/%\0\t\n\f\r ";
  private static final int MAX_DEPTH = 100;

  private final String text;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int at;

  private UniqueKeys(String text) {
    this.text = text;
  }

  /** A dictionary or an array that is open; the keys of an array are not kept. */
  private static final class Level {
    private final Set<String> keys = new HashSet<>();
    private final boolean isDictionary;
    private boolean expectsValue;

    Level(boolean isDictionary) {
      this.isDictionary = isDictionary;
    }
  }

  /** Whether it is so in objects, one after another, with or without what stands around them. */
  static boolean in(String objects) {
    return new UniqueKeys(objects).areUnique();
  }

  private boolean areUnique() {
    while (at < text.length()) {
      boolean isRight =
          switch (text.charAt(at)) {
            case '%' -> skipTo(endOfLine());
            case '(' -> value() && skipString();
            case '<' -> text.startsWith("<<", at) ? opens(true, 2) : value() && skipPast(">");
            case '>' -> text.startsWith(">>", at) && closes(true, 2);
            case '[' -> opens(false, 1);
            case ']' -> closes(false, 1);
            case '/' -> name();
            default -> word();
          };
      if (!isRight) {
        return false;
      }
    }
    return levels.isEmpty();
  }

  private boolean skipTo(int end) {
    at = end;
    return true;
  }

  private boolean skipPast(String end) {
    int found = text.indexOf(end, at);
    return found >= 0 && skipTo(found + end.length());
  }

  private int endOfLine() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Whatever is not a name ends a value, if one was expected. */
  private boolean value() {
    if (!levels.isEmpty()) {
      levels.peek().expectsValue = false;
    }
    return true;
  }

  private boolean opens(boolean isDictionary, int length) {
    value();
    levels.push(new Level(isDictionary));
    return levels.size() <= MAX_DEPTH && skipTo(at + length);
  }

  private boolean closes(boolean isDictionary, int length) {
    return !levels.isEmpty() && levels.pop().isDictionary == isDictionary && skipTo(at + length);
  }

  private boolean skipString() {
    int depth = 0;
    for (int i = at; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return skipTo(i + 1);
      }
    }
    return false;
  }

  private int endOfWord(int start) {
    int end = start;
    while (end < text.length() && ENDS_A_WORD.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** A key may not be written in another way than its characters, lest it be there twice. */
  private boolean name() {
    int end = endOfWord(at + 1);
    String name = text.substring(at + 1, end);
    at = end;
    Level level = levels.peek();
    if (level == null || !level.isDictionary) {
      return true;
    }
    if (level.expectsValue) {
      level.expectsValue = false;
      return true;
    }
    level.expectsValue = true;
    return name.indexOf('#') < 0 && level.keys.add(name);
  }

  private boolean word() {
    int end = endOfWord(at);
    String word = text.substring(at, end);
    at = Math.max(end, at + 1);
    if (word.isEmpty()) {
      return true;
    }
    value();
    // Within a dictionary it would hide what others read.
    return !word.equals("stream") || (levels.isEmpty() && skipPast(STREAM_END));
  }
}
