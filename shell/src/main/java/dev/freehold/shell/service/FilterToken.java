package dev.freehold.shell.service;

import java.util.ArrayList;
import java.util.List;

/**
 * A word, a quoted text or a parenthesis of a filter.
 *
 * @param quoted whether it stood in quotes, so that it is a text whatever it says
 */
record FilterToken(String text, boolean quoted) {

  private static final String PARENTHESES = "()";

  static List<FilterToken> all(String filter) {
    List<FilterToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < filter.length()) {
      char c = filter.charAt(at);
      if (Character.isWhitespace(c) || c == '{' || c == '}') {
        at++;
      } else if (PARENTHESES.indexOf(c) >= 0 || c == '!') {
        tokens.add(new FilterToken(String.valueOf(c), false));
        at++;
      } else if (c == '\'' || c == '"') {
        at = quoted(filter, at, tokens);
      } else {
        at = word(filter, at, tokens);
      }
    }
    return tokens;
  }

  private static int quoted(String filter, int start, List<FilterToken> tokens) {
    char quote = filter.charAt(start);
    StringBuilder text = new StringBuilder();
    int at = start + 1;
    while (at < filter.length()) {
      if (filter.charAt(at) != quote) {
        text.append(filter.charAt(at));
        at++;
      } else if (at + 1 < filter.length() && filter.charAt(at + 1) == quote) {
        text.append(quote);
        at += 2;
      } else {
        tokens.add(new FilterToken(text.toString(), true));
        return at + 1;
      }
    }
    throw FilterParser.invalid("a quote is not closed");
  }

  private static int word(String filter, int start, List<FilterToken> tokens) {
    int at = start;
    while (at < filter.length()
        && !Character.isWhitespace(filter.charAt(at))
        && "(){}'\"".indexOf(filter.charAt(at)) < 0) {
      at++;
    }
    tokens.add(new FilterToken(filter.substring(start, at), false));
    return at;
  }

  /** What it means as a value. */
  Object value() {
    if (quoted) {
      return text;
    }
    if (text.equalsIgnoreCase("$null")) {
      return null;
    }
    if (text.equalsIgnoreCase("$true")) {
      return true;
    }
    return text.equalsIgnoreCase("$false") ? (Object) false : text;
  }
}
