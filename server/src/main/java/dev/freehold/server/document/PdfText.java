package dev.freehold.server.document;

import java.io.IOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Text as it can be printed. People name things in any script; what the font lacks, what is written
 * from right to left and what would move other characters is printed as its number in Unicode, such
 * as {@code [U+4E2D]}: never wrong, never in another order, never left out.
 */
final class PdfText {

  private final PDFont font;
  private final Map<Integer, Boolean> known = new HashMap<>();

  PdfText(PDFont font) {
    this.font = font;
  }

  String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            point -> {
              if (known.computeIfAbsent(point, this::isPrintable)) {
                printable.appendCodePoint(point);
              } else {
                printable.append("[U+%04X]".formatted(point));
              }
            });
    return printable.toString();
  }

  private boolean isPrintable(int point) {
    return point == ' ' || (isUpright(point) && hasGlyph(point));
  }

  private static boolean isUpright(int point) {
    int type = Character.getType(point);
    boolean isVisible =
        type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && type != Character.PRIVATE_USE
            && type != Character.UNASSIGNED
            && type != Character.NON_SPACING_MARK
            && type != Character.ENCLOSING_MARK
            && type != Character.COMBINING_SPACING_MARK
            && !Character.isSpaceChar(point);
    byte direction = Character.getDirectionality(point);
    return isVisible
        && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT
        && direction != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  private boolean hasGlyph(int point) {
    try {
      return font.encode(Character.toString(point)).length > 0;
    } catch (IOException | IllegalArgumentException missing) {
      return false;
    }
  }
}
