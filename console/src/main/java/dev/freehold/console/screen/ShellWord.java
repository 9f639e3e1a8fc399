package dev.freehold.console.screen;

import java.util.regex.Pattern;

/** A value as a word of a command line that people copy. */
public final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");
  private static final Pattern PLAIN_IN_POWERSHELL =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9@:./_-]*");

  /** PowerShell takes each of these for the same quote. */
  private static final Pattern POWERSHELL_QUOTE = Pattern.compile("['\u2018-\u201b]");

  private ShellWord() {}

  /** The text itself, or in quotes where a shell would read something else into it. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The same for PowerShell. */
  public static String ofPowerShell(String text) {
    return PLAIN_IN_POWERSHELL.matcher(text).matches()
        ? text
        : "'" + POWERSHELL_QUOTE.matcher(text).replaceAll("$0$0") + "'";
  }
}
