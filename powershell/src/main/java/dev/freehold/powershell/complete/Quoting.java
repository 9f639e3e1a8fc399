package dev.freehold.powershell.complete;

import java.util.regex.Pattern;

/** Words with and without quotes. */
final class Quoting {

  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}_./\\\\:+~$][\\p{L}\\p{N}_./\\\\:+~@*-]*");

  private Quoting() {}

  /** What was typed without its quotes. */
  static String content(String typed) {
    if (typed.isEmpty() || !isQuote(typed.charAt(0))) {
      return typed;
    }
    char quote = typed.charAt(0);
    boolean closed = typed.length() > 1 && typed.charAt(typed.length() - 1) == quote;
    String inner = typed.substring(1, closed ? typed.length() - 1 : typed.length());
    return inner.replace("" + quote + quote, String.valueOf(quote));
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  /** A value as it is to be written: in the quotes that were typed, or in such as it needs. */
  static String written(String value, String typed) {
    boolean dollar = value.startsWith("$") && value.indexOf('$', 1) < 0;
    if (!typed.isEmpty() && typed.charAt(0) == '"' && !dollar) {
      return "\"" + value.replaceAll("[`\"$]", "`$0") + "\"";
    }
    boolean quoted = !typed.isEmpty() && typed.charAt(0) == '\'';
    boolean plain = PLAIN.matcher(value).matches() && !(value.contains("$") && !dollar);
    return plain && !quoted ? value : "'" + value.replace("'", "''") + "'";
  }
}
