package dev.freehold.console.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes texts into addresses. */
public final class Segments {

  private Segments() {}

  /** The text as one segment of a path, or one value of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
