package dev.freehold.web.client;

import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** An answer was not complete in time. */
public final class AnswerTooSlowException extends HttpTimeoutException {

  private static final long serialVersionUID = 1L;

  AnswerTooSlowException(Duration limit) {
    super("the answer was not complete after " + limit);
  }
}
