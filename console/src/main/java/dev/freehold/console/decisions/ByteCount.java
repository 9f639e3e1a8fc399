package dev.freehold.console.decisions;

import java.util.Locale;

/** A number of bytes as people read it. */
public final class ByteCount {

  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private ByteCount() {}

  /** The number with a unit, such as 1.5 MB. */
  public static String text(long bytes) {
    double count = bytes;
    int unit = 0;
    while (count >= 1000 && unit < UNITS.length - 1) {
      count /= 1000;
      unit++;
    }
    return unit == 0 || count >= 100
        ? String.format(Locale.ENGLISH, "%.0f %s", count, UNITS[unit])
        : String.format(Locale.ENGLISH, "%.1f %s", count, UNITS[unit]);
  }
}
