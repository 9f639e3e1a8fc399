package dev.freehold.console.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key, or keys of a kind, in the picture. Lengths are in units of the picture, which is {@value
 * #PICTURE} wide.
 *
 * @param kind how it is drawn: a word for what a root answered, or for what it is
 * @param lines what stands in it; the first is its name
 * @param page where it leads to, below {@code /console}
 * @param y where its upper edge is
 */
public record KeyBox(String kind, List<String> lines, Optional<String> page, int y) {

  /** How wide the picture is. */
  public static final int PICTURE = 320;

  /** Where boxes begin; left of them are the lines. */
  public static final int X = 24;

  /** How wide boxes are. */
  public static final int WIDTH = PICTURE - X - 2;

  private static final int LINE = 19;
  private static final int PADDING = 9;
  private static final int BASELINE = 13;

  /** As many letters of the style sheet's size fit into a box, unless they are very wide. */
  private static final int MAX_CHARS = 38;

  /** Copies the lines. */
  public KeyBox {
    lines = List.copyOf(lines);
  }

  /** A box whose lines are not too long. */
  static KeyBox of(String kind, List<String> texts, Optional<String> page, int y) {
    List<String> lines = new ArrayList<>();
    texts.forEach(text -> lines.addAll(wrapped(text)));
    return new KeyBox(kind, lines, page, y);
  }

  /** How high it is. */
  public int height() {
    return lines.size() * LINE + 2 * PADDING;
  }

  /** Where its lower edge is. */
  public int bottom() {
    return y + height();
  }

  /** Where the line that comes from the left ends. */
  public int middle() {
    return y + height() / 2;
  }

  /** Where letters of a line stand. */
  public int baseline(int line) {
    return y + PADDING + BASELINE + line * LINE;
  }

  /** Broken after blanks, full stops and hyphens; where there is none, anywhere. */
  static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > MAX_CHARS) {
      int end = MAX_CHARS;
      while (end > 0 && " .-".indexOf(rest.charAt(end - 1)) < 0) {
        end--;
      }
      end = end == 0 ? MAX_CHARS : end;
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end);
    }
    lines.add(rest.strip());
    return lines;
  }
}
