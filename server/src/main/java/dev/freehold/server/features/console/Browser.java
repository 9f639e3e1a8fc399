package dev.freehold.server.features.console;

import dev.freehold.server.http.Exchange;
import java.util.List;

/** What people call the browser that a request comes from, by its header {@code User-Agent}. */
final class Browser {

  private record Known(String sign, String name) {}

  /** The first that fits: browsers name those that they are like, too. */
  private static final List<Known> BROWSERS =
      List.of(
          new Known("Edg/", "Edge"),
          new Known("OPR/", "Opera"),
          new Known("Firefox/", "Firefox"),
          new Known("Chrome/", "Chrome"),
          new Known("Safari/", "Safari"));

  private static final List<Known> SYSTEMS =
      List.of(
          new Known("Android", "Android"),
          new Known("iPhone", "iPhone"),
          new Known("iPad", "iPad"),
          new Known("Windows", "Windows"),
          new Known("Mac OS X", "macOS"),
          new Known("Linux", "Linux"));

  private Browser() {}

  static String name(Exchange exchange) {
    String userAgent = exchange.header("User-Agent").orElse("");
    return find(BROWSERS, userAgent, "A browser") + find(SYSTEMS, userAgent, "", " on ");
  }

  private static String find(List<Known> known, String userAgent, String otherwise) {
    return find(known, userAgent, otherwise, "");
  }

  private static String find(List<Known> known, String userAgent, String otherwise, String before) {
    return known.stream()
        .filter(one -> userAgent.contains(one.sign))
        .map(one -> before + one.name)
        .findFirst()
        .orElse(otherwise);
  }
}
