package dev.freehold.console.vaults;

import dev.freehold.console.frame.ConsoleTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A span of the calendar in a rotation policy, such as 18 months. */
public record RotationSpan(int years, int months, int days) {

  /** The units that a form offers, in the letters of ISO 8601. */
  static final List<String> UNITS = List.of("D", "M", "Y");

  private static final Pattern ISO =
      Pattern.compile("P(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,7})D)?");

  /** Reads a span as ISO 8601 writes it; empty for one of no length, and for one with hours. */
  static Optional<RotationSpan> parse(String text) {
    Matcher found = ISO.matcher(text);
    return found.matches()
        ? Optional.of(new RotationSpan(part(found, 1), part(found, 2), part(found, 3)))
            .filter(span -> span.years + span.months + span.days > 0)
        : Optional.empty();
  }

  private static int part(Matcher found, int group) {
    return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
  }

  /** What stands in the field for the number; the text of ISO 8601 if one number does not do. */
  String number() {
    long units = List.of(years, months, days).stream().filter(part -> part > 0).count();
    return units == 1 ? Integer.toString(years + months + days) : iso();
  }

  /** What is chosen as the unit. */
  String unit() {
    return years > 0 ? "Y" : months > 0 ? "M" : "D";
  }

  private String iso() {
    return "P" + part(years, "Y") + part(months, "M") + part(days, "D");
  }

  private static String part(int number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  /** As people say it; what is no such span is shown as it is. */
  public static String words(ConsoleTexts texts, Object text) {
    return parse(text.toString()).map(span -> span.words(texts)).orElse(text.toString());
  }

  private String words(ConsoleTexts texts) {
    List<String> parts = new ArrayList<>();
    if (years > 0) {
      parts.add(texts.of("span.years", years));
    }
    if (months > 0) {
      parts.add(texts.of("span.months", months));
    }
    if (days > 0) {
      parts.add(texts.of("span.days", days));
    }
    return String.join(" ", parts);
  }
}
