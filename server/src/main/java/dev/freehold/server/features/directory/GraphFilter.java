package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.SoughtName;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code $filter} of Graph: a property that equals a text, or begins with it.
 *
 * @param isStart whether the text is the beginning
 */
record GraphFilter(String property, boolean isStart, String value) {

  private static final int MAX_CHARS = 512;
  private static final String TEXT = "'((?:[^']|'')*)'";
  private static final Pattern EQUALITY = Pattern.compile("\\s*(\\w+)\\s+eq\\s+" + TEXT + "\\s*");

  private static final Pattern START =
      Pattern.compile("(?i)\\s*startswith\\(\\s*(\\w+)\\s*,\\s*" + TEXT + "\\s*\\)\\s*");

  /** Reads one; empty if it is of neither form. */
  static Optional<GraphFilter> parse(String text) {
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      return Optional.of(of(equality, false));
    }
    Matcher start = START.matcher(text);
    return start.matches() ? Optional.of(of(start, true)) : Optional.empty();
  }

  private static GraphFilter of(Matcher matcher, boolean isStart) {
    return new GraphFilter(matcher.group(1), isStart, matcher.group(2).replace("''", "'"));
  }

  /** What is compared with a display name. */
  SoughtName name() {
    return new SoughtName(value, isStart);
  }

  /** Whether it compares one of these properties. */
  boolean isOf(Set<String> properties) {
    return properties.contains(property);
  }
}
