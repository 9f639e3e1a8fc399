package dev.freehold.custody.tokens;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.util.Arrays;
import java.util.List;

/** Finds the resource in a scope; clients add OpenID scopes, which Freehold ignores. */
public final class Scopes {

  private static final String DEFAULT_SUFFIX = "/.default";

  private Scopes() {}

  /**
   * The resource of a scope.
   *
   * @throws CustodyException if it names none
   */
  public static String resourceOf(String scope) {
    if (scope.length() > CustodyLimits.MAX_SCOPE_CHARS) {
      throw invalid();
    }
    List<String> resources =
        Arrays.stream(scope.split(" ", -1)).filter(word -> word.endsWith(DEFAULT_SUFFIX)).toList();
    if (resources.size() != 1) {
      throw invalid();
    }
    String named = resources.getFirst();
    return requireResource(named.substring(0, named.length() - DEFAULT_SUFFIX.length()));
  }

  static String requireResource(String resource) {
    if (resource.isEmpty()
        || resource.length() > CustodyLimits.MAX_AUDIENCE_CHARS
        || !resource.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"')) {
      throw invalid();
    }
    return resource;
  }

  private static CustodyException invalid() {
    return new CustodyException(
        CustodyError.AUDIENCE_INVALID,
        "AADSTS500011: The resource principal was not found. Ask for exactly one scope of the form"
            + " <resource>/.default.");
  }
}
