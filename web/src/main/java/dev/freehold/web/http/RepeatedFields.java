package dev.freehold.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds headers and parameters that a request repeats. One value might be checked and the other one
 * used, so every listener refuses them. Names are compared without regard to case. The methods
 * return a sentence for the client, or nothing if the request may pass.
 */
public final class RepeatedFields {

  /**
   * Lists by their definition (RFC 9110), or written by what lies between, of which nothing is read
   * here. All other headers may come once.
   */
  private static final Set<String> LISTS =
      Set.of(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "access-control-request-headers",
          "baggage",
          "connection",
          "cookie",
          "forwarded",
          "pragma",
          "te",
          "tracestate",
          "via",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto");

  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9$._-]{1,64}");

  private RepeatedFields() {}

  /** Whether a header may come more than once; its name in lower case. */
  public static boolean isList(String header) {
    return LISTS.contains(header);
  }

  /**
   * A header that came more than once.
   *
   * @param names the names of all header lines
   */
  public static Optional<String> inHeaders(Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String each : names) {
      String name = each.toLowerCase(Locale.ROOT);
      if (!isList(name) && !seen.add(name)) {
        return Optional.of(message("header", name));
      }
    }
    return Optional.empty();
  }

  /**
   * A parameter that came more than once, with a value or without one.
   *
   * @param rawQuery still percent-encoded; what is not encoded correctly is compared as it is
   */
  public static Optional<String> inQuery(String rawQuery) {
    Set<String> seen = new HashSet<>();
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!pair.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(message("parameter", name));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  private static String message(String kind, String name) {
    String shown = SHOWABLE.matcher(name).matches() ? kind + " " + name : "same " + kind;
    return "The %s came more than once; send it once.".formatted(shown);
  }
}
