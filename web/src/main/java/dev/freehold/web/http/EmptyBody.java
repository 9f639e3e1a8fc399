package dev.freehold.web.http;

import dev.freehold.web.WebLimits;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Checks the body of a route that takes none: nothing, or the empty JSON object that many clients
 * send with every POST. Anything else would be a wish that the route ignores, so it is refused.
 */
public final class EmptyBody {

  private static final Pattern EMPTY = Pattern.compile("\\s*(\\{\\s*})?\\s*");

  private EmptyBody() {}

  /**
   * Reads a body that must be empty.
   *
   * @throws RequestRefusedException BODY_TOO_LONG or MALFORMED if it says something
   */
  public static void require(WebRequest request) {
    if (request.bodyLength() == 0) {
      return;
    }
    String body = new String(request.body(WebLimits.MAX_EMPTY_BODY_BYTES), StandardCharsets.UTF_8);
    if (!EMPTY.matcher(body).matches()) {
      throw RequestRefusedException.malformed(
          "this route takes no body, or the empty JSON object {}");
    }
  }
}
