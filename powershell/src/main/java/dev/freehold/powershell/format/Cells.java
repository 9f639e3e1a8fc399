package dev.freehold.powershell.format;

/** How many columns of a terminal a text takes. */
final class Cells {

  /** First and last code points of what is two columns wide, in rising order. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300,
    0x1F64F, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
  };

  private Cells() {}

  static int of(String text) {
    int cells = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      cells += of(point);
      at += Character.charCount(point);
    }
    return cells;
  }

  static int of(int point) {
    if (point < WIDE[0]) {
      return Character.getType(point) == Character.NON_SPACING_MARK ? 0 : 1;
    }
    for (int at = 0; at < WIDE.length; at += 2) {
      if (point >= WIDE[at] && point <= WIDE[at + 1]) {
        return 2;
      }
    }
    return Character.getType(point) == Character.NON_SPACING_MARK ? 0 : 1;
  }

  /** As much of the beginning of a text as fits. */
  static String head(String text, int cells) {
    int left = cells;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      left -= of(point);
      if (left < 0) {
        break;
      }
      at += Character.charCount(point);
    }
    return text.substring(0, at);
  }

  /** As much of the end of a text as fits. */
  static String tail(String text, int cells) {
    int left = cells;
    int at = text.length();
    while (at > 0) {
      int point = text.codePointBefore(at);
      left -= of(point);
      if (left < 0) {
        break;
      }
      at -= Character.charCount(point);
    }
    return text.substring(at);
  }
}
