package dev.freehold.shell.service;

import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parses a filter: comparisons, {@code -and}, {@code -or}, {@code -not} and parentheses. */
public final class FilterParser {

  private final List<FilterToken> tokens;
  private int at;
  private int depth;

  private FilterParser(List<FilterToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a filter.
   *
   * @throws ShellException if it is no filter; the message says where
   */
  public static Filter parse(String text) {
    if (text.length() > Limits.MAX_FILTER_CHARS) {
      throw invalid("a filter has at most %d characters".formatted(Limits.MAX_FILTER_CHARS));
    }
    FilterParser parser = new FilterParser(FilterToken.all(text));
    Filter filter = parser.alternatives();
    if (!parser.isAtEnd()) {
      throw invalid("\"%s\" stands where -and or -or is expected".formatted(parser.here()));
    }
    return filter;
  }

  private Filter alternatives() {
    List<Filter> parts = new ArrayList<>(List.of(conjunction()));
    while (takes("-or")) {
      parts.add(conjunction());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(List.copyOf(parts));
  }

  private Filter conjunction() {
    List<Filter> parts = new ArrayList<>(List.of(term()));
    while (takes("-and")) {
      parts.add(term());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.And(List.copyOf(parts));
  }

  private Filter term() {
    if (++depth > Limits.MAX_FILTER_DEPTH) {
      throw invalid("it is nested deeper than %d levels".formatted(Limits.MAX_FILTER_DEPTH));
    }
    try {
      if (takes("-not") || takes("!")) {
        return new Filter.Not(term());
      }
      if (takes("(")) {
        Filter inner = alternatives();
        if (!takes(")")) {
          throw invalid("a parenthesis is not closed");
        }
        return inner;
      }
      return comparison();
    } finally {
      depth--;
    }
  }

  private Filter comparison() {
    String property = next("the name of a property").text();
    Filter.Operator operator = operator(next("an operator such as -eq").text());
    Object value = next("a value").value();
    if (operator == Filter.Operator.LIKE || operator == Filter.Operator.NOTLIKE) {
      requirePattern(value);
    }
    return new Filter.Compare(property, operator, value);
  }

  private static Filter.Operator operator(String written) {
    for (Filter.Operator operator : Filter.Operator.values()) {
      if (("-" + operator.name().toLowerCase(Locale.ROOT)).equalsIgnoreCase(written)) {
        return operator;
      }
    }
    throw invalid(
        "\"%s\" is none of the operators -eq -ne -like -notlike -gt -ge -lt -le"
            .formatted(written));
  }

  private static void requirePattern(Object value) {
    try {
      Wildcard.of(String.valueOf(value));
    } catch (ValueException e) {
      throw invalid("\"%s\" is no wildcard pattern".formatted(value));
    }
  }

  private boolean takes(String text) {
    if (isAtEnd() || tokens.get(at).quoted() || !tokens.get(at).text().equalsIgnoreCase(text)) {
      return false;
    }
    at++;
    return true;
  }

  private FilterToken next(String expected) {
    if (isAtEnd()) {
      throw invalid("it ends where %s is expected".formatted(expected));
    }
    return tokens.get(at++);
  }

  private boolean isAtEnd() {
    return at == tokens.size();
  }

  private String here() {
    return tokens.get(at).text();
  }

  static ShellException invalid(String why) {
    return ShellProblem.stop(
        ShellProblem.argument("FilterNotValid", "The filter cannot be read: %s.".formatted(why)));
  }
}
