package dev.freehold.shell.remote;

/** What strangers wrote, made fit for a terminal: short, and without what could steer it. */
final class Shown {

  private Shown() {}

  /** Text of several lines. */
  static String text(String foreign) {
    return cut(foreign.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n\r\t]]", "?"));
  }

  /** Text of one line. */
  static String line(String foreign) {
    return cut(foreign.replaceAll("[\\p{Cc}\\p{Cf}]", "?"));
  }

  private static String cut(String text) {
    return text.length() <= RemoteLimits.MAX_SHOWN_CHARS
        ? text
        : text.substring(0, RemoteLimits.MAX_SHOWN_CHARS) + "…";
  }
}
