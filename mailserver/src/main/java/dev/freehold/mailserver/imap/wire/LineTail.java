package dev.freehold.mailserver.imap.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last bytes of a line, which tell whether a literal follows that nobody asked for. */
final class LineTail {

  private static final Pattern UNASKED = Pattern.compile("\\{([0-9]+)\\+\\}\r?\n$");
  private static final int MAX_CHARACTERS = 64;

  private final StringBuilder last = new StringBuilder(MAX_CHARACTERS * 2);

  void add(char next) {
    if (last.length() == MAX_CHARACTERS * 2) {
      last.delete(0, MAX_CHARACTERS);
    }
    last.append(next);
  }

  void clear() {
    last.setLength(0);
  }

  /** Whether a literal follows that the client sends without waiting. */
  boolean announcesLiteral() {
    return UNASKED.matcher(last).find();
  }

  /** The length that the client announced. */
  String literalDigits() {
    Matcher unasked = UNASKED.matcher(last);
    if (!unasked.find()) {
      throw new IllegalStateException("no literal is announced");
    }
    return unasked.group(1);
  }
}
