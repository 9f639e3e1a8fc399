package dev.freehold.server.text;

/** Makes text from outside safe for a terminal or a log. */
public final class PrintableText {

  private PrintableText() {}

  /** The same text, with what steers a terminal or turns the direction of writing made visible. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean steers = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      if (steers) {
        shown.append("\\u%04x".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }
}
