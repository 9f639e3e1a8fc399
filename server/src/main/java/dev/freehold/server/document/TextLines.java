package dev.freehold.server.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Breaks text into lines: at spaces, and within a word that is wider than a line. */
final class TextLines {

  private static final float UNITS_PER_EM = 1000f;

  private final PDFont font;

  TextLines(PDFont font) {
    this.font = font;
  }

  List<String> of(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String rest = word;
      if (!line.isEmpty() && width(line + " " + rest, size) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (line.isEmpty() && width(rest, size) > width) {
        int fits = fitting(rest, size, width);
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** At least one character, so that it ends. */
  private int fitting(String word, float size, float width) throws IOException {
    int end = word.offsetByCodePoints(0, 1);
    while (end < word.length()) {
      int next = word.offsetByCodePoints(end, 1);
      if (width(word.substring(0, next), size) > width) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / UNITS_PER_EM * size;
  }
}
