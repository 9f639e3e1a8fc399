package dev.freehold.vault.wire;

import dev.freehold.web.http.RequestUri;
import java.util.List;

/**
 * The api-versions of one plane, oldest first.
 *
 * @param known all accepted versions
 * @param latestStable the one that messages recommend
 */
public record ApiVersions(List<String> known, String latestStable) {

  /** The versions of the operations on keys. */
  public static final ApiVersions KEYS =
      new ApiVersions(
          List.of(
              "2016-10-01",
              "7.0",
              "7.1",
              "7.2",
              "7.3",
              "7.4",
              "7.5",
              "7.6-preview.2",
              "7.6",
              "2025-06-01-preview",
              "2025-07-01",
              "2026-01-01-preview",
              "2026-03-01-preview",
              "2026-04-01",
              "2026-05-01-preview",
              "2026-07-01-preview"),
          "2026-04-01");

  /**
   * The version a request asks for.
   *
   * @throws WireError 400 if it asks for none, or for one that is not known
   */
  public String require(RequestUri uri) {
    String asked = uri.parameter("api-version").orElse("");
    if (!known.contains(asked)) {
      throw WireError.badParameter(
          "The specified version (%s) is not recognized. Consider using the latest supported"
                  .formatted(printable(asked))
              + " version (%s).".formatted(latestStable));
    }
    return asked;
  }

  /** Tells whether {@code version} is {@code bound} or came after it. */
  public boolean atLeast(String version, String bound) {
    return known.indexOf(version) >= known.indexOf(bound);
  }

  private static String printable(String asked) {
    return asked.replaceAll("[^A-Za-z0-9.-]", "?").substring(0, Math.min(asked.length(), 40));
  }
}
