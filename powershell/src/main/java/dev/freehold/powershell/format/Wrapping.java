package dev.freehold.powershell.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A text over several lines: broken after spaces and tabs, which stay at the end of the upper line;
 * a word longer than a line is cut.
 */
final class Wrapping {

  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int left;

  private Wrapping(int width) {
    this.width = width;
    this.left = width;
  }

  /**
   * Breaks a text at its own line ends and where it is too long.
   *
   * @param width in columns of the terminal; at least 1
   * @return at least one line
   */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String own : text.replace("\r", "").split("\n", -1)) {
      if (Cells.of(own) <= width) {
        lines.add(own);
      } else {
        Wrapping wrapping = new Wrapping(width);
        wrapping.addWords(own);
        lines.addAll(wrapping.lines);
      }
    }
    return lines;
  }

  private void addWords(String text) {
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == ' ' || text.charAt(at) == '\t') {
        addWord(text.substring(from, at + 1));
        from = at + 1;
      }
    }
    addWord(text.substring(from));
    lines.add(line.toString());
  }

  private void addWord(String word) {
    int cells = Cells.of(word);
    if (cells > width) {
      word.codePoints().forEach(this::addPoint);
    } else {
      add(word, cells);
    }
  }

  /** A character that is wider than a line becomes a question mark. */
  private void addPoint(int point) {
    int shown = Cells.of(point) > width ? '?' : point;
    add(Character.toString(shown), Cells.of(shown));
  }

  private void add(String part, int cells) {
    if (cells > left) {
      lines.add(line.toString());
      line.setLength(0);
      left = width;
    }
    line.append(part);
    left -= cells;
  }
}
