package dev.freehold.custody;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The rules for names that people give to things, and for what they say about them. */
public final class Names {

  private Names() {}

  /**
   * Gives {@code name} back if and only if it has 1 to {@link CustodyLimits#MAX_NAME_CHARS}
   * characters, none of them a control character, and no white space at either end.
   *
   * @param what what is named, for the message
   * @throws CustodyException {@link CustodyError#NAME_INVALID}
   */
  public static String require(String what, String name) {
    if (name.isEmpty()
        || name.length() > CustodyLimits.MAX_NAME_CHARS
        || !name.equals(name.strip())
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new CustodyException(
          CustodyError.NAME_INVALID,
          "the name of a %s has 1 to %d characters, no control characters and no space at an end"
              .formatted(what, CustodyLimits.MAX_NAME_CHARS));
    }
    return name;
  }

  /**
   * Tells whether {@code text} has at most {@code maxChars} characters, none of them a control
   * character or half of one, so that the ledger takes it.
   */
  public static boolean isLine(String text, int maxChars) {
    return text.length() <= maxChars
        && text.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** The form in which two names are the same name: case does not matter. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
