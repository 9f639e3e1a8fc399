package dev.freehold.server.http;

import java.util.UUID;
import java.util.regex.Pattern;

/** The name of a request in the answer, in problems and in the log. */
final class RequestId {

  static final String HEADER = "X-Request-Id";

  private static final Pattern ACCEPTABLE =
      Pattern.compile("[A-Za-z0-9._-]{1," + HttpLimits.MAX_REQUEST_ID_CHARACTERS + "}");

  private RequestId() {}

  /** The client's own id if it is harmless in a log, else a new one. */
  static String of(String given) {
    return given != null && ACCEPTABLE.matcher(given).matches()
        ? given
        : UUID.randomUUID().toString();
  }
}
