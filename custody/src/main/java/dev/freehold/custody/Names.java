package dev.freehold.custody;

import java.util.Locale;

/** The rule for names that people give to tenants, identities and policies. */
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

  /** The form in which two names are the same name: case does not matter. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
