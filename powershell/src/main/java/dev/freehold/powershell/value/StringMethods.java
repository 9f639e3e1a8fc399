package dev.freehold.powershell.value;

import dev.freehold.powershell.value.Methods.Call;
import dev.freehold.powershell.value.Methods.Result;
import dev.freehold.powershell.value.scalar.CaseMap;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Methods of strings; unlike the operators, they mind the case. */
final class StringMethods {

  private StringMethods() {}

  static Optional<Result> invoke(String text, Call call) {
    return switch (call.count()) {
      case 0 -> withNone(text, call);
      case 1 -> withOne(text, call);
      case 2 -> withTwo(text, call);
      default -> call.name().equals("split") ? Result.of(split(text, call)) : Optional.empty();
    };
  }

  private static Optional<Result> withNone(String text, Call call) {
    return switch (call.name()) {
      case "toupper", "toupperinvariant" -> Result.of(text.toUpperCase(Locale.ROOT));
      case "tolower", "tolowerinvariant" -> Result.of(text.toLowerCase(Locale.ROOT));
      case "trim" -> Result.of(text.strip());
      case "trimstart" -> Result.of(text.stripLeading());
      case "trimend" -> Result.of(text.stripTrailing());
      case "split" -> Result.of(Matching.words(text));
      case "tochararray" -> Result.of(characters(text));
      default -> Optional.empty();
    };
  }

  private static Optional<Result> withOne(String text, Call call) {
    return switch (call.name()) {
      case "split" -> Result.of(split(text, call));
      case "startswith" -> Result.of(text.startsWith(call.text(0)));
      case "endswith" -> Result.of(text.endsWith(call.text(0)));
      case "contains" -> Result.of(text.contains(call.text(0)));
      case "indexof" -> Result.of(text.indexOf(call.text(0)));
      case "lastindexof" -> Result.of(text.lastIndexOf(call.text(0)));
      case "trim" -> Result.of(trim(text, call.text(0), true, true));
      case "trimstart" -> Result.of(trim(text, call.text(0), true, false));
      case "trimend" -> Result.of(trim(text, call.text(0), false, true));
      case "substring" -> Result.of(substring(text, call.number(0), text.length()));
      case "remove" -> Result.of(substring(text, 0, call.number(0)));
      case "padleft" -> Result.of(padding(text, call.number(0), ' ') + text);
      case "padright" -> Result.of(text + padding(text, call.number(0), ' '));
      case "equals" -> Result.of(text.equals(call.value(0)));
      default -> Optional.empty();
    };
  }

  private static Optional<Result> withTwo(String text, Call call) {
    return switch (call.name()) {
      case "split" -> Result.of(split(text, call));
      case "replace" -> Result.of(text.replace(call.text(0), call.text(1)));
      case "startswith" ->
          Result.of(text.regionMatches(true, 0, call.text(0), 0, call.text(0).length()));
      case "endswith" -> Result.of(CaseMap.fold(text).endsWith(CaseMap.fold(call.text(0))));
      case "contains" -> Result.of(CaseMap.fold(text).contains(CaseMap.fold(call.text(0))));
      case "equals" -> Result.of(text.equalsIgnoreCase(call.text(0)));
      case "substring" ->
          Result.of(substring(text, call.number(0), call.number(0) + call.number(1)));
      case "insert" ->
          Result.of(
              substring(text, 0, call.number(0))
                  + call.text(1)
                  + substring(text, call.number(0), text.length()));
      case "remove" ->
          Result.of(
              substring(text, 0, call.number(0))
                  + substring(text, call.number(0) + call.number(1), text.length()));
      case "padleft" -> Result.of(padding(text, call.number(0), call.text(1).charAt(0)) + text);
      case "padright" -> Result.of(text + padding(text, call.number(0), call.text(1).charAt(0)));
      case "indexof" -> Result.of(text.indexOf(call.text(0), call.number(1)));
      default -> Optional.empty();
    };
  }

  /** At any of some characters or strings; the last argument may be a count or an option. */
  private static List<Object> split(String text, Call call) {
    List<String> separators = new ArrayList<>();
    boolean keepEmpty = true;
    for (Object argument : call.arguments()) {
      if (argument instanceof String option && option.equalsIgnoreCase("RemoveEmptyEntries")) {
        keepEmpty = false;
      } else if (!(argument instanceof Integer)) {
        Elements.of(argument).forEach(separator -> separators.add(Text.of(separator)));
      }
    }
    int most = 0;
    for (Object argument : call.arguments()) {
      most = argument instanceof Integer count ? count : most;
    }
    List<Object> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length() && (most <= 0 || parts.size() < most - 1)) {
      int start = at;
      Optional<String> found =
          separators.stream()
              .filter(each -> !each.isEmpty() && text.startsWith(each, start))
              .findFirst();
      if (found.isPresent()) {
        addPart(parts, text.substring(from, at), keepEmpty);
        from = at + found.get().length();
        at = from;
      } else {
        at++;
      }
    }
    addPart(parts, text.substring(from), keepEmpty);
    return parts;
  }

  private static void addPart(List<Object> parts, String part, boolean keepEmpty) {
    if (keepEmpty || !part.isEmpty()) {
      parts.add(part);
    }
  }

  private static List<Object> characters(String text) {
    List<Object> characters = new ArrayList<>(text.length());
    text.chars().forEach(c -> characters.add((char) c));
    return characters;
  }

  private static String trim(String text, String characters, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && characters.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (end && to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String substring(String text, int from, int to) {
    if (from < 0 || to < from || to > text.length()) {
      throw new ValueException(
          ValueError.OPERATOR,
          "Index and length must refer to a location within the string. (Parameter 'length')");
    }
    return text.substring(from, to);
  }

  private static String padding(String text, int width, char with) {
    ValueLimits.requireChars(width);
    return String.valueOf(with).repeat(Math.max(0, width - text.length()));
  }
}
