package dev.freehold.mailserver.lmtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows {@code MAIL} or {@code RCPT}: a path in angle brackets and parameters (RFC 5321
 * section 4.1.2). A source route before the address is left out, as its section 3.6.1 says.
 *
 * @param address without brackets; empty for the null sender of notices
 * @param parameters by name in upper case; a value is empty if there is none
 */
record PathArgument(String address, Map<String, String> parameters) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*<(?:@[^:<>]*:)?((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"<>\\s])*)>((?:\\s+\\S+)*)\\s*");

  PathArgument {
    parameters = Map.copyOf(parameters);
  }

  /** Reads what stands behind {@code FROM:} or {@code TO:}; empty if that is no path. */
  static Optional<PathArgument> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : form.group(2).strip().split("\\s+", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      if (parameters.put(name.toUpperCase(Locale.ROOT), value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new PathArgument(form.group(1), parameters));
  }

  /** Whether the address needs {@code SMTPUTF8} (RFC 6531). */
  boolean isInternational() {
    return address.chars().anyMatch(c -> c > 0x7E);
  }
}
