package dev.freehold.powershell.run.binding;

import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A rule that a bound value must satisfy, beyond its type. */
@FunctionalInterface
public interface Validation {

  /** What is wrong with a value, in PowerShell's words; empty if nothing is. */
  Optional<String> problem(Object value);

  /** The only texts that are accepted, for completion; empty if they cannot be listed. */
  default List<String> accepted() {
    return List.of();
  }

  /** Each element is one of some texts, in any case. */
  static Validation set(String... accepted) {
    return new AmongTexts(List.of(accepted));
  }

  /** Each element lies between two values, both included. */
  static Validation range(Object least, Object most) {
    return value -> {
      for (Object each : Elements.of(value)) {
        if (Comparison.compare(each, most, false) > 0) {
          return Optional.of(
              ("The %1$s argument is greater than the maximum allowed range of %2$s. Supply an"
                      + " argument that is less than or equal to %2$s and then try the command"
                      + " again.")
                  .formatted(Text.of(each), Text.of(most)));
        }
        if (Comparison.compare(each, least, false) < 0) {
          return Optional.of(
              ("The %1$s argument is less than the minimum allowed range of %2$s. Supply an"
                      + " argument that is greater than or equal to %2$s and then try the command"
                      + " again.")
                  .formatted(Text.of(each), Text.of(least)));
        }
      }
      return Optional.empty();
    };
  }

  /** Neither null nor an empty text or array. */
  static Validation notNullOrEmpty() {
    return value ->
        value == null || Text.of(value).isEmpty()
            ? Optional.of(
                "The argument is null or empty. Provide an argument that is not null or empty,"
                    + " and then try the command again.")
            : Optional.empty();
  }

  /** How many values there are. */
  static Validation count(int least, int most) {
    return value -> {
      int count = value == null ? 0 : Elements.of(value).size();
      return count < least || count > most
          ? Optional.of(
              ("The parameter requires at least %d value(s) and no more than %d value(s) - %d"
                      + " value(s) were provided.")
                  .formatted(least, most, count))
          : Optional.empty();
    };
  }

  /** Each element contains a match of a regular expression, in any case. */
  static Validation pattern(String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return value ->
        Elements.of(value).stream()
            .map(Text::of)
            .filter(text -> !pattern.matcher(text).find())
            .findFirst()
            .map(
                text ->
                    ("The argument \"%s\" does not match the \"%s\" pattern. Supply an argument"
                            + " that matches \"%2$s\" and try the command again.")
                        .formatted(text, regex));
  }

  /** How many characters each element has. */
  static Validation length(int least, int most) {
    return value -> {
      for (Object each : Elements.of(value)) {
        int length = Text.of(each).length();
        if (length < least || length > most) {
          return Optional.of(
              ("The character length (%d) of the argument is not from %d to %d. Supply an argument"
                      + " of such a length and then try the command again.")
                  .formatted(length, least, most));
        }
      }
      return Optional.empty();
    };
  }
}
