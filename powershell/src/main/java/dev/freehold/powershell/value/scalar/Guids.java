package dev.freehold.powershell.value.scalar;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses GUIDs: 32 plain digits, with dashes, in braces or in parentheses. */
public final class Guids {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\{(?=.*}$)|\\((?=.*\\)$)|(?=[^})]*$))"
              + "([0-9a-fA-F]{8})(-?)([0-9a-fA-F]{4})\\2([0-9a-fA-F]{4})\\2([0-9a-fA-F]{4})\\2"
              + "([0-9a-fA-F]{12})[})]?");

  private Guids() {}

  /** Reads a GUID in one of its published forms; empty if the text is in none of them. */
  public static Optional<UUID> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        UUID.fromString(
            String.join(
                "-",
                matcher.group(1),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6))));
  }
}
