package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;

/** The beginning of a text on one line (RFC 8970). */
final class PreviewText {

  private PreviewText() {}

  /** At most {@link MailLimits#MAX_PREVIEW_CHARS} characters, with single spaces in between. */
  static String of(String text) {
    StringBuilder preview = new StringBuilder();
    int characters = 0;
    boolean isSpaceDue = false;
    for (int at = 0; at < text.length() && characters < MailLimits.MAX_PREVIEW_CHARS; ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      if (isBlank(character)) {
        isSpaceDue = !preview.isEmpty();
        continue;
      }
      if (isSpaceDue && characters + 2 > MailLimits.MAX_PREVIEW_CHARS) {
        break;
      }
      if (isSpaceDue) {
        preview.append(' ');
        characters++;
        isSpaceDue = false;
      }
      preview.appendCodePoint(isHalf(character) ? '\uFFFD' : character);
      characters++;
    }
    return preview.toString();
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT;
  }

  private static boolean isHalf(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }
}
