package dev.freehold.server.text;

import java.util.Locale;

/** Writes numbers of bytes for people. */
public final class ByteText {

  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private ByteText() {}

  /** For example {@code 512 bytes} or {@code 1.5 MiB}. */
  public static String of(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + (bytes == 1 ? " byte" : " bytes")
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
