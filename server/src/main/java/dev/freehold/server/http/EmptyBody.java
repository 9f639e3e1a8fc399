package dev.freehold.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a route without a body takes: nothing, or the empty JSON object that many clients send with
 * every POST. Anything else would be something that the caller wants and does not get.
 */
final class EmptyBody {

  private static final Pattern EMPTY = Pattern.compile("\\s*(\\{\\s*})?\\s*");

  private EmptyBody() {}

  /** Refuses a body that says something: 413 if it is long, or else 400. */
  static void require(Context context) throws IOException {
    if (!UnreadBody.isLeft(context)) {
      return;
    }
    if (context.req().getContentLengthLong() > HttpLimits.MAX_EMPTY_BODY_BYTES) {
      throw ProblemException.bodyTooLarge(HttpLimits.MAX_EMPTY_BODY_BYTES);
    }
    try (InputStream in =
        new BoundedBody(context.req().getInputStream(), HttpLimits.MAX_EMPTY_BODY_BYTES)) {
      if (!EMPTY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)).matches()) {
        throw ProblemException.badRequest("no body is taken here, or the empty JSON object {}");
      }
    }
  }
}
