package dev.freehold.console.frame;

import java.util.List;
import java.util.Locale;

/** A number of bytes as people read it. */
final class ByteCount {

  private static final int STEP = 1_000;
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");

  private ByteCount() {}

  /** The number with its unit, such as {@code 1.5 MB}. */
  static String text(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double rest = bytes;
    int unit = -1;
    while (rest >= STEP) {
      rest /= STEP;
      unit++;
    }
    return String.format(Locale.ENGLISH, rest < 10 ? "%.1f %s" : "%.0f %s", rest, UNITS.get(unit));
  }
}
