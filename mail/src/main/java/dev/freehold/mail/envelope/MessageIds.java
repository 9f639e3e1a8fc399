package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The message ids of a header field, normalised (RFC 5256 section 3): without angle brackets, and a
 * quoted local part without its quotes, so that two ways of writing one id are the same.
 */
public final class MessageIds {

  private MessageIds() {}

  /** The first in a header field that stands with its name, if there is one. */
  public static Optional<String> ofField(String field) {
    return of(field).stream().findFirst();
  }

  /** All of them, in order; what is no message id, or longer than the bound, is left out. */
  static List<String> of(String text) {
    List<String> ids = new ArrayList<>();
    int open = text.indexOf('<');
    while (open >= 0) {
      int close = end(text, open + 1);
      if (close < 0) {
        break;
      }
      String id = normalised(text.substring(open + 1, close));
      if (isId(id)) {
        ids.add(id);
      }
      open = text.indexOf('<', close + 1);
    }
    return ids;
  }

  /** The first and the last ones, if there are more than an envelope keeps. */
  static List<String> bounded(List<String> ids) {
    int max = MailLimits.MAX_REFERENCES;
    if (ids.size() <= max) {
      return ids;
    }
    List<String> kept = new ArrayList<>(max);
    kept.add(ids.getFirst());
    kept.addAll(ids.subList(ids.size() - max + 1, ids.size()));
    return kept;
  }

  /** The closing bracket outside of quotes. */
  private static int end(String text, int from) {
    boolean isQuoted = false;
    for (int at = from; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '"' -> isQuoted = !isQuoted;
        case '\\' -> at += isQuoted ? 1 : 0;
        case '>' -> {
          if (!isQuoted) {
            return at;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static String normalised(String id) {
    StringBuilder text = new StringBuilder(id.length());
    boolean isQuoted = false;
    for (int at = 0; at < id.length(); at++) {
      char c = id.charAt(at);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (isQuoted && c == '\\' && at + 1 < id.length()) {
        at++;
        text.append(id.charAt(at));
      } else if (isQuoted || !Character.isWhitespace(c)) {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= MailLimits.MAX_MESSAGE_ID_CHARS;
  }
}
