package dev.freehold.console.screen;

import java.util.regex.Pattern;

/** A value as a word of a command line that people copy. */
public final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  private ShellWord() {}

  /** The text itself, or in quotes where a shell would read something else into it. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
