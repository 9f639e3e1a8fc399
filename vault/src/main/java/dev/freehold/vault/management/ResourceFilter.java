package dev.freehold.vault.management;

import dev.freehold.web.http.RequestUri;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of {@code $filter} that tools use: {@code name eq 'value'} and {@code name('value')},
 * joined by {@code and}. A filter that is not understood is refused, since an answer that ignored
 * it would be wrong.
 *
 * @param terms the values by name, found without regard to case
 */
record ResourceFilter(Map<String, String> terms) {

  private static final int MAX_CHARS = 1024;
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*([a-z]{1,32})\\s*(?:\\(\\s*(?:'((?:[^']|'')*+)')?\\s*\\)|\\s+eq\\s+'((?:[^']|'')*+)')"
              + "\\s*(?:and\\s|$)",
          Pattern.CASE_INSENSITIVE);

  ResourceFilter {
    terms = Collections.unmodifiableMap(terms);
  }

  /**
   * The filter of a request, empty if it has none.
   *
   * @param known the names that may occur
   */
  static ResourceFilter of(RequestUri uri, Set<String> known) {
    Map<String, String> terms = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String text = uri.parameter("$filter").orElse("").strip();
    if (text.length() > MAX_CHARS) {
      throw refused();
    }
    Matcher term = TERM.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!term.find(at) || term.start() != at) {
        throw refused();
      }
      String value =
          Optional.ofNullable(term.group(2))
              .or(() -> Optional.ofNullable(term.group(3)))
              .orElse("");
      terms.put(term.group(1), value.replace("''", "'"));
      at = term.end();
    }
    Map<String, String> unknown = new TreeMap<>(terms);
    known.forEach(name -> unknown.keySet().removeIf(name::equalsIgnoreCase));
    if (!unknown.isEmpty()) {
      throw refused();
    }
    return new ResourceFilter(terms);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(terms.get(name));
  }

  /** Tells whether {@code actual} is what is asked for, or nothing is. */
  boolean admits(String name, String actual) {
    return value(name).map(actual::equalsIgnoreCase).orElse(true);
  }

  private static RuntimeException refused() {
    return ManagementErrors.badRequest("The filter is not supported.");
  }
}
