package dev.freehold.powershell.value;

import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.value.scalar.ValueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions of the matching operators. */
public final class Matching {

  private Matching() {}

  /**
   * Looks for a match.
   *
   * @return what {@code $Matches} becomes: the groups that took part by number and name
   * @throws ValueException {@link ValueError#PATTERN}
   */
  public static Optional<PsHashtable> match(String text, String pattern, boolean caseSensitive) {
    Matcher matcher = compile(pattern, caseSensitive).matcher(text);
    return matcher.find() ? Optional.of(groups(matcher.toMatchResult())) : Optional.empty();
  }

  /**
   * Replaces every match; {@code $1}, <code>${name}</code>, {@code $&} and {@code $$} are known.
   */
  public static String replace(
      String text, String pattern, String replacement, boolean caseSensitive) {
    return compile(pattern, caseSensitive)
        .matcher(text)
        .replaceAll(result -> Matcher.quoteReplacement(expand(replacement, result, text)));
  }

  /** Replaces every match by what a block makes of it; {@code $_} is the matched text. */
  public static String replace(String text, String pattern, Block block, boolean caseSensitive) {
    return compile(pattern, caseSensitive)
        .matcher(text)
        .replaceAll(result -> Matcher.quoteReplacement(Text.of(block.value(result.group()))));
  }

  /**
   * Splits at every match; what groups in the pattern matched is kept between the parts.
   *
   * @param most the most parts to make; 0 for all, the last one takes the rest
   */
  public static List<Object> split(String text, String pattern, int most, boolean caseSensitive) {
    List<Object> parts = new ArrayList<>();
    Matcher matcher = compile(pattern, caseSensitive).matcher(text);
    int from = 0;
    int made = 1;
    while ((most <= 0 || made < most) && matcher.find()) {
      if (matcher.end() == matcher.start()
          && (matcher.start() == 0 || matcher.start() == text.length())) {
        continue;
      }
      parts.add(text.substring(from, matcher.start()));
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          parts.add(matcher.group(group));
        }
      }
      from = matcher.end();
      made++;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** What unary {@code -split} does: words between white space. */
  public static List<Object> words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty()
        ? new ArrayList<>()
        : new ArrayList<>(List.of(stripped.split("\\s+")));
  }

  private static Pattern compile(String pattern, boolean caseSensitive) {
    try {
      return Pattern.compile(
          pattern, caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      throw new ValueException(
          ValueError.PATTERN, "The regular expression pattern %s is not valid.".formatted(pattern));
    }
  }

  private static PsHashtable groups(MatchResult result) {
    PsHashtable groups = PsHashtable.unordered();
    Map<String, Integer> names = result.namedGroups();
    for (int group = 0; group <= result.groupCount(); group++) {
      int number = group;
      if (result.group(group) != null) {
        Object key =
            names.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .<Object>map(Map.Entry::getKey)
                .findFirst()
                .orElse(number);
        groups.put(key, result.group(group));
      }
    }
    return groups;
  }

  private static String expand(String replacement, MatchResult result, String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < replacement.length()) {
      char c = replacement.charAt(at);
      if (c != '$' || at + 1 == replacement.length()) {
        out.append(c);
        at++;
      } else {
        at = expandReference(out, replacement, at, result, text);
      }
      ValueLimits.requireChars(out.length());
    }
    return out.toString();
  }

  private static int expandReference(
      StringBuilder out, String replacement, int at, MatchResult result, String text) {
    char next = replacement.charAt(at + 1);
    if (next == '$' || next == '&') {
      out.append(next == '$' ? "$" : result.group());
      return at + 2;
    }
    if (next == '`' || next == '\'') {
      out.append(next == '`' ? text.substring(0, result.start()) : text.substring(result.end()));
      return at + 2;
    }
    int end = at + 1;
    String name;
    if (next == '{' && replacement.indexOf('}', at) > 0) {
      end = replacement.indexOf('}', at) + 1;
      name = replacement.substring(at + 2, end - 1);
    } else {
      while (end < replacement.length() && Character.isDigit(replacement.charAt(end))) {
        end++;
      }
      name = replacement.substring(at + 1, end);
    }
    Integer group = groupNumber(name, result);
    if (group == null) {
      out.append('$');
      return at + 1;
    }
    out.append(result.group(group) == null ? "" : result.group(group));
    return end;
  }

  private static Integer groupNumber(String name, MatchResult result) {
    if (!name.isEmpty() && name.length() <= 3 && name.chars().allMatch(Character::isDigit)) {
      int number = Integer.parseInt(name);
      return number <= result.groupCount() ? number : null;
    }
    return result.namedGroups().get(name);
  }
}
