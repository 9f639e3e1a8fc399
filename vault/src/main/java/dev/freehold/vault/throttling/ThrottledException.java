package dev.freehold.vault.throttling;

import java.time.Duration;

/** A caller exceeded a limit; the request was not processed and does not count. */
public final class ThrottledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  ThrottledException(String reason, Duration retryAfter) {
    super(message(reason), null, false, false);
    this.retryAfter = retryAfter;
  }

  /** What callers are told, with a word for the reason. */
  public static String message(String reason) {
    return "Request was not processed because too many requests were received. Reason: " + reason;
  }

  /** When it is worth another try, in whole seconds from now, at least one. */
  public long retryAfterSeconds() {
    return Math.max(1, retryAfter.plusMillis(999).toSeconds());
  }
}
