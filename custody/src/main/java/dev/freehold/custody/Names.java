package dev.freehold.custody;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The rules for names and descriptions that people give to things. */
public final class Names {

  private Names() {}

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  /**
   * Gives {@code name} back if and only if it has 1 to {@link CustodyLimits#MAX_NAME_CHARS}
   * characters, is {@link #isPlain plain}, and has no white space at either end.
   *
   * @param what what is named, for the message
   * @throws CustodyException {@link CustodyError#NAME_INVALID}
   */
  public static String require(String what, String name) {
    if (!isName(name)) {
      throw new CustodyException(
          CustodyError.NAME_INVALID,
          ("the name of a %s has 1 to %d characters, no control characters, none that reverse the"
                  + " direction of text, and no space at either end")
              .formatted(what, CustodyLimits.MAX_NAME_CHARS));
    }
    return name;
  }

  /** Tells whether {@link #require} takes the name. */
  public static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= CustodyLimits.MAX_NAME_CHARS
        && name.equals(name.strip())
        && isPlain(name);
  }

  /**
   * Tells whether {@code text} is shown as it is written: it has no control characters, none that
   * turn the direction of a line around or break it, none that show nothing but the two that some
   * scripts cannot be written without, and no half characters.
   */
  public static boolean isPlain(String text) {
    return text.codePoints().allMatch(Names::isPlain);
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }

  /**
   * Tells whether {@code text} has at most {@code maxChars} characters, none of them a control
   * character or half of one, so that the ledger takes it.
   */
  public static boolean isLine(String text, int maxChars) {
    return text.length() <= maxChars
        && text.chars().noneMatch(Character::isISOControl)
        && isWhole(text);
  }

  /**
   * Tells whether {@code text} has at most {@code maxChars} characters, none of them the character
   * 0 or half of one, so that a database and the ledger take it.
   */
  public static boolean isText(String text, int maxChars) {
    return text.length() <= maxChars && text.indexOf('\0') < 0 && isWhole(text);
  }

  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Cut to {@code maxChars} characters, and one less where that would leave half of one. */
  public static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end);
  }

  /**
   * What the ledger takes of a text that was refused: {@link #cut}, with a question mark for each
   * half of a character.
   */
  public static String recorded(String refused, int maxChars) {
    byte[] whole = refused.getBytes(StandardCharsets.UTF_8);
    return cut(new String(whole, StandardCharsets.UTF_8), maxChars);
  }

  /** The form in which two names are the same name: case does not matter. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
