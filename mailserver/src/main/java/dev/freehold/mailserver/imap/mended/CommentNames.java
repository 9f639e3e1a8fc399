package dev.freehold.mailserver.imap.mended;

import java.util.regex.Pattern;

/**
 * Addresses of the old form {@code user@contoso.example (Real Name)} in the present one, {@code
 * Real Name <user@contoso.example>}, so that the name is in ENVELOPE too.
 */
final class CommentNames {

  private static final Pattern BARE = Pattern.compile("[^\\s<>\"@]+@[^\\s<>\"@]+");
  private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");

  private final StringBuilder rewritten = new StringBuilder();
  private final StringBuilder bare = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private int begin;
  private int depth;
  private boolean isQuoted;

  private CommentNames() {}

  /** The value of an address field; everything but such addresses stays as it is. */
  static String moved(String value) {
    return value.indexOf('(') < 0 ? value : new CommentNames().move(value);
  }

  private String move(String value) {
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '\\' && at + 1 < value.length() && (isQuoted || depth > 0)) {
        at++;
        take(value.charAt(at));
      } else if (depth == 0 && c == '"') {
        isQuoted = !isQuoted;
        take(c);
      } else if (!isQuoted && c == '(') {
        open();
      } else if (!isQuoted && c == ')' && depth > 0) {
        close();
      } else if (!isQuoted && depth == 0 && (c == ',' || c == ';' || c == ':')) {
        end(value, at);
        rewritten.append(c);
        begin = at + 1;
      } else {
        take(c);
      }
    }
    end(value, value.length());
    return rewritten.toString();
  }

  private void take(char c) {
    (depth > 0 ? comment : bare).append(c);
  }

  private void open() {
    if (depth == 0) {
      comment.setLength(0);
    } else {
      comment.append('(');
    }
    depth++;
  }

  private void close() {
    depth--;
    if (depth > 0) {
      comment.append(')');
    }
  }

  private void end(String value, int at) {
    String address = bare.toString().strip();
    String name = comment.toString().strip();
    if (!name.isEmpty() && BARE.matcher(address).matches()) {
      rewritten.append(' ').append(phrase(name)).append(" <").append(address).append('>');
    } else {
      rewritten.append(value, begin, at);
    }
    bare.setLength(0);
    comment.setLength(0);
  }

  /** Encoded words have to stay outside quotes. */
  private static String phrase(String name) {
    return WORDS.matcher(name).matches()
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
