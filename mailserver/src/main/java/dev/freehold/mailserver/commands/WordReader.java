package dev.freehold.mailserver.commands;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.decode.DecodingException;
import org.apache.james.imap.decode.ImapRequestLineReader;

/** Reads words of commands that James has no method for. */
final class WordReader {

  private static final CharMatcher WORD_END = CharMatcher.anyOf(" ()\r\n");

  private WordReader() {}

  /** A word up to a space, a parenthesis or the line's end, behind any spaces; never empty. */
  static String word(ImapRequestLineReader request) throws DecodingException {
    request.nextWordChar();
    String word = request.readUntil(WORD_END);
    if (word.isEmpty()) {
      throw illegal("a word was expected");
    }
    return word;
  }

  /** Words in parentheses, behind any spaces; at most {@code max}. */
  static List<String> list(ImapRequestLineReader request, int max) throws DecodingException {
    request.nextWordChar();
    request.consumeChar('(');
    List<String> words = new ArrayList<>();
    while (request.nextWordChar() != ')') {
      if (words.size() == max) {
        throw illegal("the list is too long");
      }
      words.add(word(request));
    }
    request.consumeChar(')');
    return words;
  }

  static DecodingException illegal(String why) {
    return new DecodingException(HumanReadableText.ILLEGAL_ARGUMENTS, why);
  }
}
