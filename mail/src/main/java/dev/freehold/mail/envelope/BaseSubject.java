package dev.freehold.mail.envelope;

import java.util.Locale;

/**
 * A subject without what programs put around it (RFC 5256 section 2.1).
 *
 * @param text the base subject, with single spaces
 * @param isReplyOrForward whether something was removed that marks a reply or a forward
 */
public record BaseSubject(String text, boolean isReplyOrForward) {

  private static final String FORWARD_HEADER = "[fwd:";
  private static final String FORWARD_TRAILER = "(fwd)";

  /** Removes leaders, blobs and trailers from a decoded subject. */
  public static BaseSubject of(String subject) {
    Parsing parsing = new Parsing(singleSpaces(subject));
    parsing.run();
    return new BaseSubject(parsing.text, parsing.isReplyOrForward);
  }

  /** Step 1: tabs and line ends are spaces, and several are one. */
  private static String singleSpaces(String subject) {
    StringBuilder text = new StringBuilder(subject.length());
    for (int at = 0; at < subject.length(); at++) {
      char c = subject.charAt(at);
      boolean isSpace = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (!isSpace) {
        text.append(c);
      } else if (text.isEmpty() || text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
    return text.toString();
  }

  /** Steps 2 to 6, on the text that is left. */
  private static final class Parsing {
    private String text;
    private boolean isReplyOrForward;

    Parsing(String text) {
      this.text = text;
    }

    void run() {
      do {
        removeTrailers();
        while (removeLeader() || removeBlob()) {
          // Step 5: until neither is there.
        }
      } while (removeForwardHeader());
    }

    private void removeTrailers() {
      while (true) {
        if (endsWithIgnoringCase(FORWARD_TRAILER)) {
          text = text.substring(0, text.length() - FORWARD_TRAILER.length());
          isReplyOrForward = true;
        } else if (text.endsWith(" ")) {
          text = text.substring(0, text.length() - 1);
        } else {
          return;
        }
      }
    }

    private boolean endsWithIgnoringCase(String end) {
      return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
    }

    /** Step 3: {@code subj-leader = (*subj-blob subj-refwd) / WSP}. */
    private boolean removeLeader() {
      if (text.startsWith(" ")) {
        text = text.substring(1);
        return true;
      }
      int at = 0;
      for (int end = blobEnd(at); end > at; end = blobEnd(at)) {
        at = end;
      }
      int end = replyOrForwardEnd(at);
      if (end < 0) {
        return false;
      }
      text = text.substring(end);
      isReplyOrForward = true;
      return true;
    }

    /** Step 4: a blob goes only if something is left behind it. */
    private boolean removeBlob() {
      int end = blobEnd(0);
      if (end == 0 || end == text.length()) {
        return false;
      }
      text = text.substring(end);
      return true;
    }

    /** Step 6. */
    private boolean removeForwardHeader() {
      if (!text.regionMatches(true, 0, FORWARD_HEADER, 0, FORWARD_HEADER.length())
          || !text.endsWith("]")) {
        return false;
      }
      text = text.substring(FORWARD_HEADER.length(), text.length() - 1);
      isReplyOrForward = true;
      return true;
    }

    /** Where {@code "[" *BLOBCHAR "]" *WSP} ends that begins here; {@code from} if none does. */
    private int blobEnd(int from) {
      if (from >= text.length() || text.charAt(from) != '[') {
        return from;
      }
      for (int at = from + 1; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '[') {
          return from;
        }
        if (c == ']') {
          return skipSpaces(at + 1);
        }
      }
      return from;
    }

    /** Where {@code ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"} ends; -1 if none begins here. */
    private int replyOrForwardEnd(int from) {
      String word =
          text.substring(from, Math.min(text.length(), from + 3)).toLowerCase(Locale.ROOT);
      int at;
      if (word.equals("fwd")) {
        at = from + 3;
      } else if (word.startsWith("re") || word.startsWith("fw")) {
        at = from + 2;
      } else {
        return -1;
      }
      at = blobEnd(skipSpaces(at));
      return at < text.length() && text.charAt(at) == ':' ? at + 1 : -1;
    }

    private int skipSpaces(int from) {
      int at = from;
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return at;
    }
  }
}
