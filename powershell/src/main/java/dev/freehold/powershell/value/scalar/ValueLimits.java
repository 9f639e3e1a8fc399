package dev.freehold.powershell.value.scalar;

/** Limits on the results of operators, so that a mistake in a script does not fill the memory. */
public final class ValueLimits {

  /** The longest string that repeating, padding or formatting makes. */
  public static final int MAX_STRING_CHARS = 64 * 1024 * 1024;

  /** The most elements of an array that repeating or a range makes. */
  public static final int MAX_ARRAY_ELEMENTS = 10_000_000;

  /** The most digits after the point that a number is formatted with. */
  static final int MAX_PRECISION_DIGITS = 99;

  /** How deep arrays in arrays are taken apart. */
  public static final int MAX_DEPTH = 64;

  private ValueLimits() {}

  /** Refuses a string of more than {@link #MAX_STRING_CHARS}. */
  public static void requireChars(long chars) {
    if (chars > MAX_STRING_CHARS) {
      throw new ValueException(
          ValueError.TOO_LARGE,
          "A string of %d characters is longer than the %d that the shell makes."
              .formatted(chars, MAX_STRING_CHARS));
    }
  }

  /** Refuses arrays in arrays of more than {@link #MAX_DEPTH} levels; an array may hold itself. */
  public static void requireDepth(int levels) {
    if (levels > MAX_DEPTH) {
      throw new ValueException(
          ValueError.TOO_LARGE,
          "Arrays are nested deeper than the %d levels that the shell goes.".formatted(MAX_DEPTH));
    }
  }

  /** Refuses an array of more than {@link #MAX_ARRAY_ELEMENTS}. */
  public static void requireElements(long elements) {
    if (elements > MAX_ARRAY_ELEMENTS) {
      throw new ValueException(
          ValueError.TOO_LARGE,
          "An array of %d elements is larger than the %d that the shell makes."
              .formatted(elements, MAX_ARRAY_ELEMENTS));
    }
  }
}
