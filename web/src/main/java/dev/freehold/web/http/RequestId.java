package dev.freehold.web.http;

import dev.freehold.web.WebLimits;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a request in the answer, in problems and in the log. */
public final class RequestId {

  /** The header that says it. */
  public static final String HEADER = "X-Request-Id";

  private static final Pattern ACCEPTABLE =
      Pattern.compile("[A-Za-z0-9._-]{1," + WebLimits.MAX_REQUEST_ID_CHARACTERS + "}");

  private RequestId() {}

  /** The client's own id if it is harmless in a log, else a new one. */
  public static String of(Optional<String> given) {
    return given.filter(id -> ACCEPTABLE.matcher(id).matches()).orElseGet(RequestId::next);
  }

  /** A new one. */
  public static String next() {
    return UUID.randomUUID().toString();
  }
}
