package dev.freehold.mail.envelope;

/** Cuts text without breaking a character. */
final class Texts {

  private Texts() {}

  /** At most so many UTF-16 units, without half of a surrogate pair at the end. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean isSplit = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, isSplit ? maxChars - 1 : maxChars);
  }
}
