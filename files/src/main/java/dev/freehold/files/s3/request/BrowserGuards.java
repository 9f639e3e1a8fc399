package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Headers that keep a browser from running what somebody stored. A document comes from the address
 * of all buckets, so a script in it could read what else is opened there.
 */
public final class BrowserGuards {

  /** The policy that keeps a browser from running anything. */
  public static final String SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private static final String POLICY = "Content-Security-Policy";

  /**
   * Types in which nothing runs; some of their viewers do not work in a sandbox. A plus sign, as in
   * {@code image/svg+xml}, and a second type behind a comma are not among them.
   */
  private static final Pattern PASSIVE =
      Pattern.compile(
          "(?:(?:image|audio|video|font)/[a-z0-9.-]+"
              + "|text/plain|text/csv|application/pdf|application/json|application/zip"
              + "|application/octet-stream|binary/octet-stream)\\s*(?:;[^,]*)?");

  private BrowserGuards() {}

  /** Guards an answer whose type is not known yet. */
  static void set(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(POLICY, SANDBOX);
  }

  /** Takes the sandbox away from types that need none. */
  static void adjust(HttpServletResponse response, String type) {
    response.setHeader(POLICY, isPassive(type) ? null : SANDBOX);
  }

  static boolean isPassive(String type) {
    return type != null && PASSIVE.matcher(type.trim().toLowerCase(Locale.ROOT)).matches();
  }
}
