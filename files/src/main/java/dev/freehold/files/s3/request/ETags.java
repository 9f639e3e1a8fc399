package dev.freehold.files.s3.request;

import dev.freehold.files.documents.Conditions;
import java.util.Optional;
import java.util.stream.Stream;

/** Entity tags as they come in headers. */
public final class ETags {

  /**
   * Stands for {@code *} in an {@code If-Match} on its way through the handler, which would look
   * whether the document exists and then write without a condition. Like this it hands the
   * condition to the store.
   */
  static final String ANY = "\"freehold-any\"";

  /**
   * Stands for no condition in an {@code If-None-Match}. With a condition the handler completes an
   * upload before it answers; without one it answers 200 first, and a refusal could only follow in
   * the body.
   */
  static final String NO_CONDITION = "\"freehold-no-condition\"";

  private ETags() {}

  /** What must be true of a document by these headers; null for a header that did not come. */
  public static Conditions conditions(String ifMatch, String ifNoneMatch) {
    return new Conditions(wanted(ifMatch), wanted(ifNoneMatch));
  }

  private static Optional<String> wanted(String header) {
    if (header == null || header.equals(NO_CONDITION)) {
      return Optional.empty();
    }
    return Optional.of(header.equals(ANY) ? "*" : unquoted(header));
  }

  /** Whether a header that may list several tags, or be {@code *}, has this one. */
  static boolean has(String header, String etag) {
    return Stream.of(header.split(",", -1))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || unquoted(tag).equals(etag));
  }

  /** The tag without its quotes. */
  public static String unquoted(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    return quoted ? strong.substring(1, strong.length() - 1) : strong;
  }

  /** The tag in quotes. */
  public static String quoted(String etag) {
    return '"' + etag + '"';
  }
}
