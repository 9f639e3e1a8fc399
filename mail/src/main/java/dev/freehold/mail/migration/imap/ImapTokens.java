package dev.freehold.mail.migration.imap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes a response apart: atoms and strings are texts, NIL is an empty text, what is in brackets is
 * a list (RFC 3501 section 9). Bytes are characters. One thread.
 */
final class ImapTokens {

  private static final int MAX_DEPTH = 8;

  private final String text;
  private int at;

  private ImapTokens(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The tokens of {@code text} from {@code start} on. */
  static List<Object> parse(String text, int start) throws SourceException {
    return new ImapTokens(text, start).list(0);
  }

  /** The values of a list of names and values, by upper-case name; none of what is no list. */
  static Map<String, Object> pairs(Object list) {
    Map<String, Object> pairs = new HashMap<>();
    if (list instanceof List<?> tokens) {
      for (int i = 0; i + 1 < tokens.size(); i += 2) {
        pairs.put(tokens.get(i).toString().toUpperCase(Locale.ROOT), tokens.get(i + 1));
      }
    }
    return pairs;
  }

  /** Reads to the closing bracket, or to the end where no bracket was opened. */
  private List<Object> list(int depth) throws SourceException {
    List<Object> tokens = new ArrayList<>();
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case ' ' -> at++;
        case '(' -> {
          at++;
          if (depth == MAX_DEPTH) {
            throw invalid();
          }
          tokens.add(list(depth + 1));
        }
        case ')' -> {
          at++;
          if (depth == 0) {
            throw invalid();
          }
          return tokens;
        }
        case '"' -> tokens.add(quoted());
        case '{' -> tokens.add(literal());
        case '~' -> tokens.add(text.startsWith("~{", at++) ? literal() : "~" + atom());
        default -> tokens.add(atom());
      }
    }
    if (depth > 0) {
      throw invalid();
    }
    return tokens;
  }

  private String quoted() throws SourceException {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    throw invalid();
  }

  private String literal() throws SourceException {
    int lineEnd = text.indexOf("\r\n", at);
    long length = lineEnd < 0 ? -1 : ImapInput.literalLength(text.substring(at, lineEnd));
    if (length < 0 || lineEnd + 2 + length > text.length()) {
      throw invalid();
    }
    int start = lineEnd + 2;
    at = start + (int) length;
    return text.substring(start, at);
  }

  private String atom() {
    int start = at;
    while (at < text.length() && " ()\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String atom = text.substring(start, at);
    return atom.equalsIgnoreCase("NIL") ? "" : atom;
  }

  private static SourceException invalid() {
    return new SourceException(SourceError.PROTOCOL_INVALID);
  }
}
