package dev.freehold.mailserver.search;

import dev.freehold.mailserver.MailServerLimits;
import java.util.List;
import java.util.Set;

/**
 * Looks for folded texts in decoded text that passes by, and keeps little more than the longest.
 */
final class TermScanner {

  private final List<TextTerm> terms;
  private final Set<TextTerm> matched;
  private final char[] window;
  private final int overlap;
  private int length;

  /**
   * Looks for terms.
   *
   * @param matched gets those that were found, and is not asked for in between
   */
  TermScanner(List<TextTerm> terms, Set<TextTerm> matched) {
    this.terms = terms;
    this.matched = matched;
    int longest = terms.stream().mapToInt(term -> text(term).length()).max().orElse(0);
    this.overlap = Math.max(0, longest - 1);
    this.window = new char[overlap + MailServerLimits.SEARCHED_CHARS];
  }

  static String text(TextTerm term) {
    return switch (term) {
      case TextTerm.InBody body -> body.text();
      case TextTerm.InMessage message -> message.text();
      case TextTerm.InField field -> field.text();
      case TextTerm.OnDay _ -> "";
    };
  }

  boolean hasFoundAll() {
    return matched.containsAll(terms);
  }

  /** Takes the next characters. */
  void take(char[] text, int from, int count) {
    int at = from;
    int rest = count;
    while (rest > 0) {
      int taken = Math.min(rest, window.length - length);
      System.arraycopy(text, at, window, length, taken);
      Folding.fold(window, length, length + taken);
      length += taken;
      at += taken;
      rest -= taken;
      if (length == window.length) {
        look();
        System.arraycopy(window, length - overlap, window, 0, overlap);
        length = overlap;
      }
    }
  }

  /** The text is at its end: what follows is another one. */
  void end() {
    look();
    length = 0;
  }

  private void look() {
    String seen = new String(window, 0, length);
    for (TextTerm term : terms) {
      if (!matched.contains(term) && seen.contains(text(term))) {
        matched.add(term);
      }
    }
  }
}
